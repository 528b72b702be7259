"""Every notebook of the course is clean: no outputs, one formatting, and code that passes ruff."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT

ROOMS = ("notebooks", "solutions", "exercises")
NOTEBOOKS = [
    path
    for room in ROOMS
    for path in sorted((ROOT / room).rglob("*.ipynb"))
    if ".bak." not in path.name and ".ipynb_checkpoints" not in path.parts
]
OF_CELLS = {"deletable", "editable", "jupyter", "nbgrader", "tags"}


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT)))
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_it_is_clean(path: Path) -> None:
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5), "the format that has cell ids"
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.id for cell in code if cell.outputs or cell.execution_count] == []
    assert notebook.metadata.keys() <= {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.get("language_info", {}).keys() <= {"name"}, "versions only make noise"
    assert set().union(*(cell.metadata for cell in notebook.cells)) <= OF_CELLS


def test_it_is_written_as_nbformat_writes(path: Path) -> None:
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    assert path.read_text(encoding="utf-8") == nbformat.writes(notebook) + "\n"


@pytest.mark.parametrize("words", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff_finds_nothing(words: list[str]) -> None:
    """In the notebooks and in all other code."""
    said = subprocess.run(
        [sys.executable, "-m", "ruff", *words, "."], cwd=ROOT, capture_output=True, text=True
    )
    assert said.returncode == 0, said.stdout
