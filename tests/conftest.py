"""What several test modules share: a small course on disk, with one exercise of its own."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.cli import main
from autograder.notebooks import mark, read

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Course:
    """A small checkout: nbgrader's settings and the exercise `01_sample` (double, triple)."""

    root: Path
    capture: pytest.CaptureFixture[str]

    def run(self, *words: str) -> "Said":
        """Run `course` with `words`, here in this process."""
        self.capture.readouterr()
        status = main(list(words))
        return Said(status, *self.capture.readouterr())

    def notebook(self, room: str, name: str = "01_sample") -> Path:
        return self.root / room / name / f"{name}.ipynb"


class Said(NamedTuple):
    """What a command ended with and printed."""

    status: int
    out: str
    err: str


def pytest_report_header() -> str:
    return f"screenshots of the browser tests: {ROOT / '_screenshots'}"


@pytest.fixture
def course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Course:
    monkeypatch.setattr("autograder.project.root", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    made = Course(tmp_path, capsys)
    write_notebook(made.notebook("solutions"), [*task("double", 2), *task("triple", 3)])
    return made


def task(name: str, factor: int) -> list[NotebookNode]:
    """The cells of a task, as solutions/ holds them: a function that multiplies."""
    answer = [
        f"def {name}(number):",
        "    ### BEGIN SOLUTION",
        f"    return number * {factor}",
        "    ### END SOLUTION",
    ]
    check = [
        "def check(task, answer):",
        f"    assert answer(7) == {7 * factor}, 'wrong product'",
        "",
        "",
        f'check("{name}", {name})',
    ]
    graded = {"schema_version": 3, "task": False}
    return [
        new_markdown_cell(f"## {name}", id=f"{name}-story"),
        new_code_cell(
            "\n".join(answer),
            id=f"{name}-answer",
            metadata={
                "nbgrader": {
                    **graded,
                    "grade_id": name,
                    "solution": True,
                    "grade": False,
                    "locked": False,
                }
            },
        ),
        new_code_cell(
            "\n".join(check),
            id=f"{name}-check",
            metadata={
                "nbgrader": {
                    **graded,
                    "grade_id": f"{name}-check",
                    "solution": False,
                    "grade": True,
                    "locked": True,
                    "points": 1,
                }
            },
        ),
        new_markdown_cell("<details>\nMultiply.\n</details>", id=f"{name}-hints"),
    ]


def write_notebook(path: Path, cells: Sequence[NotebookNode]) -> None:
    """Write a Python notebook, with the folders above it."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=list(cells), metadata={"kernelspec": kernel}), path)


def answer(path: Path, **answers: str) -> None:
    """Write answers into the answer cells of a notebook, as a learner would."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if (name := cell.metadata.get("nbgrader", {}).get("grade_id")) in answers:
            cell.source = answers[name]
    nbformat.write(notebook, path)


def solved(name: str) -> dict[str, str]:
    """What solves each task of an exercise, by the id of its answer cell."""
    cells = read(ROOT / "solutions" / name / f"{name}.ipynb").cells
    return {cell.id: cell.source for cell in cells if mark(cell).get("solution")}


def without_ours() -> dict[str, str]:
    """The environment of somebody's own shell: other tests turn this process to the model."""
    ours = ("COURSE_", "LANGSMITH_", "OPENAI_", "PYTEST_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


# These start kernels. Jupyter picks a kernel's ports before the kernel takes them, so two
# workers that start kernels at once can pick the same; one worker runs them all.
_START_KERNELS = {"test_browser", "test_check_in_kernel", "test_cli", "test_nbgrader"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        lesson = "executed" in getattr(item, "fixturenames", ())
        if lesson or item.path.stem in _START_KERNELS:
            item.add_marker(pytest.mark.xdist_group("kernels"))
