"""Where the course lies on disk, and the error for a request that cannot be met."""

import os
from pathlib import Path

CONFIG = "nbgrader_config.py"


class BadInput(Exception):
    """What was asked for cannot be done as asked; the text says why, in one sentence."""


def root() -> Path:
    """The checkout this package runs from, or the current folder where it has none."""
    checkout = Path(__file__).resolve().parent.parent
    return checkout if (checkout / CONFIG).is_file() else Path.cwd()


def shown(path: Path) -> str:
    """`path` as a person would type it from here."""
    try:
        here = os.path.relpath(path)
    except ValueError:  # on Windows, from another drive
        return str(path)
    return str(path) if here.startswith("..") else here


def link(path: Path) -> str:
    """`path` as the target of a link in a notebook: from the folder that its kernel is in."""
    return Path(os.path.relpath(path)).as_posix()
