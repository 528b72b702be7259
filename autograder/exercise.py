"""An exercise notebook as checks see it: what is given, and a task's answer put in its place."""

import linecache
import types
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode


class BadNotebook(ValueError):
    """A notebook that cannot be used; the text says which and why."""


def read(path: Path) -> NotebookNode:
    """The notebook at `path`. Raises `BadNotebook` when it is missing or does not parse."""
    try:
        return nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise BadNotebook(f"{path}: there is no such notebook") from None
    except Exception as error:  # nbformat and json each raise their own
        first = (str(error) or type(error).__name__).splitlines()[0]
        raise BadNotebook(f"{path}: this is not a notebook that can be read ({first})") from error


def mark(cell: NotebookNode) -> dict[str, Any]:
    """A cell's nbgrader metadata; empty for a cell that nbgrader does not know."""
    return cell.metadata.get("nbgrader", {})


def answer_cell(notebook: NotebookNode, task_id: str) -> NotebookNode:
    """The cell that holds the answer of a task. Raises `BadNotebook` when it is not there."""
    for cell in notebook.cells:
        if mark(cell).get("grade_id") == task_id and mark(cell).get("solution"):
            return cell
    raise BadNotebook(
        f"the answer cell of {task_id!r} is gone: `course reset` gives a fresh exercise, "
        "and keeps yours beside it"
    )


def given(notebook: NotebookNode, task_id: str) -> list[str]:
    """The code above a task's answer that belongs to no other task's answer or check."""
    answer = answer_cell(notebook, task_id)
    above = notebook.cells[: notebook.cells.index(answer)]
    return [
        cell.source
        for cell in above
        if cell.cell_type == "code" and not mark(cell).get("solution") and not mark(cell).get("grade")
    ]


def load(path: Path, task_id: str, source: str, filename: str) -> dict[str, Any]:
    """Run what a notebook gives for a task, then `source` as its answer; the names they define.

    Runs as a module of its own, so that annotations and pickling find their names.
    """
    module = types.ModuleType(f"answer_{task_id.replace('-', '_')}")
    for number, code in enumerate(given(read(path), task_id), start=1):
        _execute(code, f"<given {number} of {path.stem}>", module)
    _execute(source, filename, module)
    return vars(module)


def _execute(code: str, filename: str, module: types.ModuleType) -> None:
    linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)
    exec(compile(code, filename, "exec"), vars(module))
