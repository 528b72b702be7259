"""What is taken of a submission: its answers, wherever an editor or a student has put them."""

import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from autograder.classroom.submissions import Submission, graded, read, without_cell

STUB = "app = None"


def _cell(name: str, source: str, **kind: bool) -> NotebookNode:
    return new_code_cell(source, id=name, metadata={"nbgrader": {"grade_id": name} | kind})


def _released() -> NotebookNode:
    """Two tasks whose answers have the same name, as most of the course's are called `app`."""
    cells = [_cell("setup", "import asyncio")]
    for task in "one", "two":
        cells += [
            _cell(f"{task}-given", "app = 'given'"),
            _cell(task, STUB, solution=True),
            _cell(f"{task}-check", f'check("{task}", app)', grade=True),
        ]
    return new_notebook(cells=cells)


def _answered() -> list[NotebookNode]:
    cells = _released().cells
    _find(cells, "one").source = "app = 1"
    _find(cells, "two").source = "app = 2"
    return cells


def _find(cells: list[NotebookNode], name: str) -> NotebookNode:
    return next(cell for cell in cells if cell.metadata.nbgrader.grade_id == name)


def _insert(cells: list[NotebookNode], after: str, cell: NotebookNode) -> None:
    cells.insert(cells.index(_find(cells, after)) + 1, cell)


def _copy(cells: list[NotebookNode], name: str, source: str) -> NotebookNode:
    """As JupyterLab copies a cell: with its metadata, by an id of its own."""
    copied = deepcopy(_find(cells, name))
    return copied | {"source": source, "id": "copied"}


def split(cells: list[NotebookNode]) -> None:
    _find(cells, "one").source = "part = 1"
    _insert(cells, "one", _copy(cells, "one", "app = part"))


def copied_as_scratch(cells: list[NotebookNode]) -> None:
    _insert(cells, "one", _copy(cells, "one", "print(app)"))


def stub_copied_to_the_end(cells: list[NotebookNode]) -> None:
    cells.append(_copy(cells, "two", f"{STUB}\n"))


def stub_copied_below(cells: list[NotebookNode]) -> None:
    _insert(cells, "one", _copy(cells, "one", STUB))


def empty_copy_below(cells: list[NotebookNode]) -> None:
    _insert(cells, "one", _copy(cells, "one", ""))


def old_answer_kept_as_text(cells: list[NotebookNode]) -> None:
    old = _copy(cells, "one", "app = 'wrong'")
    _insert(cells, "one", old | {"cell_type": "raw"})


def corrected_at_the_end(cells: list[NotebookNode]) -> None:
    _find(cells, "one").source = "app = 'wrong'"
    cells.append(_copy(cells, "one", "app = 1"))


def corrected_below_the_check(cells: list[NotebookNode]) -> None:
    _find(cells, "one").source = "app = 'wrong'"
    _insert(cells, "one-check", _copy(cells, "one", "app = 1"))


def answered_in_a_copy_of_the_stub(cells: list[NotebookNode]) -> None:
    _find(cells, "one").source = STUB
    cells.append(_copy(cells, "one", "app = 1"))


def copied_to_start_the_next(cells: list[NotebookNode]) -> None:
    _find(cells, "two").source = STUB
    _insert(cells, "two", _copy(cells, "one", "app = 2"))


def copied_in_place_of_the_next(cells: list[NotebookNode]) -> None:
    _insert(cells, "two", _copy(cells, "one", "app = 2"))
    cells.remove(_find(cells, "two"))


def answered_in_an_own_cell(cells: list[NotebookNode]) -> None:
    cells[cells.index(_find(cells, "one"))] = new_code_cell("app = 1")


def merged_into_an_own_cell_above(cells: list[NotebookNode]) -> None:
    cells.remove(_find(cells, "one"))
    _insert(cells, "one-given", new_code_cell("helps = 1\n\napp = helps"))


def marks_taken_off(cells: list[NotebookNode]) -> None:
    for cell in cells:
        cell.metadata = {}


def marks_and_ids_taken_off(cells: list[NotebookNode]) -> None:
    for number, cell in enumerate(cells):
        cell.metadata, cell.id = {}, f"{number}"


def ids_of_other_kinds(cells: list[NotebookNode]) -> None:
    marks_and_ids_taken_off(cells)
    for cell in cells:
        cell.id = ["one"]


CHANGES = [
    split,
    copied_as_scratch,
    stub_copied_to_the_end,
    stub_copied_below,
    empty_copy_below,
    old_answer_kept_as_text,
    corrected_at_the_end,
    corrected_below_the_check,
    answered_in_a_copy_of_the_stub,
    copied_to_start_the_next,
    copied_in_place_of_the_next,
    answered_in_an_own_cell,
    merged_into_an_own_cell_above,
    marks_taken_off,
    marks_and_ids_taken_off,
    ids_of_other_kinds,
]


@pytest.mark.parametrize("change", CHANGES)
def test_right_answers_stay_right(change: Callable[[list[NotebookNode]], None]) -> None:
    cells = _answered()
    change(cells)
    assert _checked(graded(_released(), cells)) == {"one": 1, "two": 2}


def _checked(notebook: NotebookNode) -> dict[str, object]:
    """What each check finds when all is run from the top."""
    found: dict[str, object] = {}
    names: dict[str, object] = {"check": lambda *_: None}
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            found[cell.metadata.nbgrader.grade_id.removesuffix("-check")] = names.get("app")
        with suppress(Exception):
            exec(cell.source, names)
    return found


def test_the_answers_that_have_no_cell_are_named() -> None:
    for change, lacking in (
        (split, []),
        (marks_taken_off, []),
        (answered_in_an_own_cell, ["one"]),
        (marks_and_ids_taken_off, ["one", "two"]),
    ):
        cells = _answered()
        change(cells)
        assert without_cell(_released(), cells) == lacking, change.__name__


def test_a_notebook_of_the_format_before_this_one_is_read(tmp_path: Path) -> None:
    old = nbformat.convert(new_notebook(cells=_answered()), 3)
    path = tmp_path / "old.ipynb"
    path.write_text(json.dumps(old), "utf-8")
    assert _checked(graded(_released(), read(path))) == {"one": 1, "two": 2}


def test_a_notebook_of_another_name_is_taken_where_it_is_the_only_one(tmp_path: Path) -> None:
    one = Submission("ada", "01_x", tmp_path)
    assert one.path == tmp_path / "01_x.ipynb"
    (tmp_path / "01_x (1).ipynb").touch()
    (tmp_path / ".hidden.ipynb").touch()
    assert one.path.name == "01_x (1).ipynb"
    (tmp_path / "01_x-Copy1.ipynb").touch()
    assert one.path.name == "01_x.ipynb", "which of the two is not known"
    one.path.touch()
    assert one.path.name == "01_x.ipynb"
