"""What the cheats of tests/cheats/ have in common: how they put code into a notebook.

Each is a module with `hand_in(notebook, path)`, which writes a submission made of the released
notebook of exercise 01. None gives a right answer, so none may score on any task.
"""

import importlib.util
from pathlib import Path
from types import ModuleType

from nbformat import NotebookNode, write
from nbformat.v4 import new_code_cell

from autograder.notebooks import mark

FOLDER = Path(__file__).parent / "cheats"


def cheats() -> list[ModuleType]:
    """All of them, in the order of their names."""
    return [_module(path) for path in sorted(FOLDER.glob("*.py"))]


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def first_cell(notebook: NotebookNode, code: str, path: Path) -> None:
    """Hand the notebook in with a cell of the student's own before all others."""
    notebook.cells.insert(0, new_code_cell(code))
    write(notebook, path)


def answer(notebook: NotebookNode, task: str, code: str) -> None:
    """Put `code` into a task's answer cell."""
    cell(notebook, task).source = code


def check(notebook: NotebookNode, task: str) -> NotebookNode:
    """A task's check cell."""
    return cell(notebook, f"{task}-check")


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(one for one in notebook.cells if mark(one).get("grade_id") == name)


def checks(notebook: NotebookNode) -> list[NotebookNode]:
    """All check cells."""
    return [one for one in notebook.cells if mark(one).get("grade")]
