"""What is graded of a submission: the instructor's notebook, with the student's code in it.

Nothing that a submission says of points, checks, tags or cell ids counts: those come from the
released notebook. Of the submission come the answers, and code cells of the student's own.
"""

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder import notebooks, project
from autograder.notebooks import mark

LARGEST = 20 * 1024**2  # bytes of a submission that is read

# What a cell may show in a grader's browser: no HTML, no script.
_TEXT, _PICTURES = "text/plain", ("image/png", "image/jpeg")


@dataclass(frozen=True)
class Submission:
    """What one student has handed in of one assignment."""

    student: str
    assignment: str
    folder: Path

    @property
    def name(self) -> str:
        return f"{self.student}, {self.assignment}"

    @property
    def file(self) -> str:
        """What its notebook is called; it has one only."""
        return f"{self.assignment}.ipynb"


class Unreadable(Exception):
    """A submission is no notebook; the text says why."""


def released(assignment: str) -> NotebookNode:
    """The notebook of an assignment, as its students have got it."""
    return notebooks.read(project.root() / "exercises" / assignment / f"{assignment}.ipynb")


def read(path: Path) -> list[Any]:
    """The cells that were handed in, as they are in the file. Raises `Unreadable`."""
    if path.is_symlink() or not path.is_file():
        raise Unreadable("it is no file")
    if path.stat().st_size > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST // 1024**2} MB")
    try:
        notebook = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise Unreadable("it is not JSON") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise Unreadable("it has no cells, so it is no notebook")
    return cells


def graded(released: NotebookNode, submitted: list[Any]) -> NotebookNode:
    """The released notebook with the answers, and the own cells, among those submitted.

    An answer that is there twice counts as it stands last. An own cell comes after the cell
    that it followed.
    """
    known = {mark(cell)["grade_id"]: cell for cell in released.cells if mark(cell)}
    answers: dict[str, str] = {}
    own: dict[str, list[str]] = {}
    last = ""
    for cell in submitted:
        name = _name(cell)
        if name is not None and name in known:
            last = name
            if mark(known[name]).get("solution"):
                answers[name] = _source(cell)
        elif isinstance(cell, dict) and cell.get("cell_type") == "code":
            own.setdefault(last, []).append(_source(cell))
    made = nbformat.from_dict(released)
    made.cells = [new_code_cell(source) for source in own.pop("", [])]
    for cell in nbformat.from_dict(released).cells:
        name = mark(cell).get("grade_id", "")
        if name in answers:
            cell.source = answers[name]
        made.cells.append(cell)
        made.cells += [new_code_cell(source) for source in own.get(name, [])]
    return made


def unreadable(released: NotebookNode, why: str) -> NotebookNode:
    """The released notebook as it is, with a comment that says why it is graded instead."""
    made = nbformat.from_dict(released)
    note = f"# This submission could not be read: {why}.\n# It is kept as it was handed in."
    made.cells.insert(0, new_code_cell(note))
    return made


def harmless(outputs: list[dict[str, Any]]) -> list[NotebookNode]:
    """What of a stranger's outputs can be shown: text and pictures."""
    return [nbformat.from_dict(shown) for one in outputs if (shown := _harmless(one))]


def _text(words: Any) -> str:
    """`words` as they can be written to a file: half of a letter becomes a question mark."""
    return str(words).encode("utf-8", "replace").decode("utf-8")


def _harmless(output: dict[str, Any]) -> dict[str, Any] | None:
    match output:
        case {"output_type": "stream", "name": "stdout" | "stderr" as name, "text": str(text)}:
            return {"output_type": "stream", "name": name, "text": _text(text)}
        case {"output_type": "error", "ename": name, "evalue": value, "traceback": list(lines)}:
            told = {"ename": _text(name), "evalue": _text(value)}
            return {"output_type": "error", **told, "traceback": [_text(line) for line in lines]}
        case {"output_type": "display_data", "data": dict(data)}:
            kept = {kind: data[kind] for kind in _PICTURES if _is_picture(data.get(kind))}
            if isinstance(data.get(_TEXT), str):
                kept[_TEXT] = _text(data[_TEXT])
            return {"output_type": "display_data", "data": kept, "metadata": {}} if kept else None
    return None


def _is_picture(data: Any) -> bool:
    try:
        return isinstance(data, str) and bool(base64.b64decode(data.strip(), validate=True))
    except ValueError:
        return False


def _name(cell: Any) -> str | None:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    marked = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = marked.get("grade_id") if isinstance(marked, dict) else None
    return name if isinstance(name, str) else None


def _source(cell: Any) -> str:
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return _text("".join(line for line in lines if isinstance(line, str)))
