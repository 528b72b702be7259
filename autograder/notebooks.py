"""The course's exercise notebooks: where they are, and which tasks they hold."""

from pathlib import Path

from nbformat import NotebookNode

from autograder import exercise, project
from autograder.project import BadInput


def notebooks(room: str) -> list[Path]:
    """The notebooks of `room` ("exercises", "solutions"): its `NAME/NAME.ipynb`, in order."""
    folders = sorted(path for path in (project.root() / room).glob("*") if path.is_dir())
    paths = [folder / f"{folder.name}.ipynb" for folder in folders]
    return [path for path in paths if path.is_file()]


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
        return exercise.read(path)
    except exercise.BadNotebook as error:
        raise BadInput(str(error)) from None


def tasks(notebook: NotebookNode) -> list[str]:
    """The ids of a notebook's tasks, in order: those of its check cells, without "-check"."""
    marks = [exercise.mark(cell) for cell in notebook.cells]
    return [mark["grade_id"].removesuffix("-check") for mark in marks if mark.get("grade")]
