"""The course's notebooks: where they are, and which tasks they hold."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder import project
from autograder.project import BadInput, shown


def notebooks(room: str) -> list[Path]:
    """The notebooks of `room` ("exercises", "solutions"): its `NAME/NAME.ipynb`, in order."""
    folders = sorted(path for path in (project.root() / room).glob("*") if path.is_dir())
    paths = [folder / f"{folder.name}.ipynb" for folder in folders]
    return [path for path in paths if path.is_file()]


def lessons(course: Path) -> list[Path]:
    """The lessons of `course`, in order, without what a learner has put or copied beside them."""
    paths = sorted((course / "notebooks").glob("*.ipynb"))
    return [path for path in paths if re.fullmatch(r"\d\d_[a-z0-9_]+", path.stem)]


def find(number: str, room: str = "exercises") -> Path:
    """The notebook of `room` that "1", "01" or "01_async_await" stands for.

    Raises `BadInput` when there is none.
    """
    choices = notebooks(room)
    for path in choices:
        if number == path.stem or number.zfill(2) == number_of(path):
            return path
    known = ", ".join(number_of(path) for path in choices) or "none yet"
    raise BadInput(f"There is no exercise {number!r}. There are: {known}.")


def number_of(path: Path) -> str:
    """The "01" of 01_async_await.ipynb."""
    return path.stem.split("_")[0]


def read(path: Path) -> NotebookNode:
    """The notebook at `path`. Raises `BadInput` when it is missing or does not parse."""
    try:
        return nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise BadInput(f"There is no file {shown(path)}.") from None
    except IsADirectoryError:
        raise BadInput(f"{shown(path)} is a folder, not a notebook.") from None
    except OSError as error:
        raise BadInput(f"{shown(path)} cannot be read: {error.strerror}.") from None
    except (
        ValueError,
        AttributeError,
        TypeError,
        RecursionError,
        nbformat.ValidationError,
    ) as error:
        why = "is not JSON" if isinstance(error, json.JSONDecodeError) else "does not parse"
        raise BadInput(
            f"{shown(path)} {why}, so it is no notebook that can be read; `course reset` makes "
            "a fresh exercise and keeps this one beside it, `git restore` brings a lesson back."
        ) from None


def mark(cell: NotebookNode) -> dict[str, Any]:
    """A code cell's nbgrader metadata; empty for a cell that nbgrader does not know."""
    found = cell.metadata.get("nbgrader")
    known = isinstance(found, dict) and isinstance(found.get("grade_id"), str)
    return found if known and cell.cell_type == "code" else {}


def tasks(notebook: NotebookNode) -> list[str]:
    """The ids of a notebook's tasks, in order: those of its check cells, without "-check"."""
    marks = [mark(cell) for cell in notebook.cells]
    return [found["grade_id"].removesuffix("-check") for found in marks if found.get("grade")]
