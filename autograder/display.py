"""Show something where the reader is: rich in a notebook, plain text everywhere else."""

import sys


def show(html: str, text: str) -> None:
    """Display `html` in IPython, with `text` for readers without HTML; else print `text`."""
    ipython = sys.modules.get("IPython")
    if ipython is None or ipython.get_ipython() is None:
        print(text)
        return
    ipython.display.display({"text/html": html, "text/plain": text}, raw=True)
