"""`course progress`: a table of the tasks that are passed."""

import textwrap

from autograder.notebooks import notebooks, read, tasks
from autograder.progress import load, problem
from autograder.project import BadInput

WIDTH = 100  # what a notebook shows of a line, and most terminals


def progress() -> int:
    """Print each exercise's tasks: how many are passed, and which are open."""
    passed = {task for task, verdict in load().items() if verdict}
    counts = []
    for path in notebooks("exercises"):
        try:
            ids = tasks(read(path))
        except BadInput as error:
            print(error)
            continue
        still_open = [task for task in ids if task not in passed]
        done = len(ids) - len(still_open)
        counts.append((done, len(ids)))
        print(_row(f"{path.stem:<28} {done:>2} of {len(ids)}   ", still_open))
    done, total = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0)
    print(f"\n{done} of {total} tasks passed.")
    if why := problem():
        print(why)
    return 0


def _row(start: str, still_open: list[str]) -> str:
    said = f"open: {', '.join(still_open)}" if still_open else "all passed"
    rest = " " * len(start)
    return textwrap.fill(
        said, WIDTH, initial_indent=start, subsequent_indent=rest, break_on_hyphens=False
    )
