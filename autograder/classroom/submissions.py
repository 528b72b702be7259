"""What is graded of a submission: the instructor's notebook, with the student's code in it.

Nothing that a submission says of points, checks, tags or cell ids counts: those come from the
released notebook. Of the submission come the answers, and code cells of the student's own.
"""

import base64
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder import notebooks, project
from autograder.notebooks import mark
from autograder.project import BadInput, shown

LARGEST = 20 * 1024**2  # bytes of a submission that is read

_NO_CELL = "# This answer has no cell in what was handed in."

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
        """What its notebook is to be called; it has one only."""
        return f"{self.assignment}.ipynb"

    @property
    def path(self) -> Path:
        """Where its notebook is: under another name, where that is the only one in its folder."""
        named = self.folder / self.file
        if os.path.lexists(named):
            return named
        others = [path for path in self.folder.glob("*.ipynb") if not path.name.startswith(".")]
        return others[0] if len(others) == 1 else named


class Unreadable(Exception):
    """A submission is no notebook; the text says why."""


def released(assignment: str) -> NotebookNode:
    """The notebook of an assignment, as its students have got it.

    Raises `BadInput` where it holds answers, which everybody who left theirs out would be given.
    """
    from autograder.classroom.build import holds_answers  # nbgrader takes its time

    path = project.root() / "exercises" / assignment / f"{assignment}.ipynb"
    notebook = notebooks.read(path)
    if holds_answers(notebook):
        raise BadInput(
            f"{shown(path)} is what students start from, and it holds answers: `course reset "
            f"{notebooks.number_of(path)}` keeps them beside a fresh one, then grade again."
        )
    return notebook


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
    if isinstance(notebook, dict) and "worksheets" in notebook:
        notebook = _upgraded(notebook)
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise Unreadable("it has no cells, so it is no notebook")
    return cells


def _upgraded(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook of the format before this one, in this one. Raises `Unreadable`."""
    try:
        return nbformat.convert(nbformat.from_dict(notebook), 4)
    except Exception:  # it is a stranger's, and so may be anything
        raise Unreadable("it is of an old format, and does not parse") from None


def graded(released: NotebookNode, submitted: list[Any]) -> NotebookNode:
    """The released notebook with the answers, and the own cells, among those submitted.

    An own cell comes after the cell that it followed, and so does a further cell of an answer, as
    splitting and copying make them. Only where it follows its check, or the last one, it comes
    after the answer instead, which it may correct.
    """
    known = _marked(released)
    checks = [name for name, cell in known.items() if mark(cell).get("grade")]
    answers: dict[str, str] = {}
    own: dict[str, list[str]] = {}
    last = ""
    for name, cell in _named(released, submitted):
        source = _source(cell)
        if name and not mark(known[name]).get("solution"):
            last = name
        elif name and (name not in answers or _says_nothing(answers[name], known[name])):
            answers[name] = source
            last = name
        elif cell.get("cell_type") == "code" and not (name and _says_nothing(source, known[name])):
            corrects = name and last in (f"{name}-check", *checks[-1:])
            own.setdefault(name if corrects else last, []).append(source)
    made = nbformat.from_dict(released)
    made.cells = [new_code_cell(source) for source in own.pop("", [])]
    for cell in nbformat.from_dict(released).cells:
        name = mark(cell).get("grade_id", "")
        if mark(cell).get("solution"):
            # The stub would undo an answer that stands in an own cell.
            cell.source = answers.get(name, _NO_CELL)
        made.cells.append(cell)
        made.cells += [new_code_cell(source) for source in own.get(name, [])]
    return made


def without_cell(released: NotebookNode, submitted: list[Any]) -> list[str]:
    """The answers that have no cell among those submitted."""
    found = {name for name, _ in _named(released, submitted)}
    answers = (name for name, cell in _marked(released).items() if mark(cell).get("solution"))
    return [name for name in answers if name not in found]


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


def _marked(released: NotebookNode) -> dict[str, NotebookNode]:
    return {mark(cell)["grade_id"]: cell for cell in released.cells if mark(cell)}


def _named(released: NotebookNode, submitted: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The cells submitted, each with the name of the released cell that it is, or "".

    The name is in its mark. Where an editor has taken the marks off, its id tells, or, of a cell
    that is no answer, its code.
    """
    known = _marked(released)
    cells = [cell for cell in submitted if isinstance(cell, dict)]
    carried = {_name(cell) for cell in cells}
    lost = [name for name in known if name not in carried]
    for cell in cells:
        name = _name(cell)
        if name not in known:
            name = next((one for one in lost if _is(cell, known[one])), None)
            if name:
                lost.remove(name)
        yield name or "", cell


def _is(cell: dict[str, Any], released: NotebookNode) -> bool:
    same_id = "id" in released and cell.get("id") == released.id
    return same_id or (not mark(released).get("solution") and _source(cell) == released.source)


def _says_nothing(source: str, released: NotebookNode) -> bool:
    return source.strip() in ("", released.source.strip())


def _name(cell: Any) -> str | None:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    marked = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = marked.get("grade_id") if isinstance(marked, dict) else None
    return name if isinstance(name, str) else None


def _source(cell: Any) -> str:
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return _text("".join(line for line in lines if isinstance(line, str)))
