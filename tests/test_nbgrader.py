"""Each exercise through the real nbgrader: its solution scores full, its untouched stub 0."""

import csv
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderApp
from nbgrader.validator import Validator
from traitlets.config import PyFileConfigLoader

from autograder.notebooks import mark, notebooks, read

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader's own queries
]

NAMES = [path.stem for path in notebooks("solutions")]


@dataclass(frozen=True)
class Graded:
    """A course folder in which two students handed one assignment in, and were graded."""

    name: str
    root: Path

    def released(self) -> Path:
        return self.root / "exercises" / self.name / f"{self.name}.ipynb"

    def submitted(self, student: str) -> Path:
        return self.root / "submitted" / student / self.name / f"{self.name}.ipynb"

    def nbgrader(self, *words: str) -> None:
        """Run the nbgrader command, here in this process: importing it takes seconds."""
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.root)
            patch.setattr("autograder.project.root", lambda: self.root)
            # Kernels import the package from the folder, so that progress would go there, and
            # nbgrader runs `alembic` by its bare name.
            patch.setenv("PYTHONPATH", str(self.root))
            patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
            try:
                NbGraderApp.launch_instance(list(words))
            except SystemExit as stopped:
                assert not stopped.code, f"nbgrader {' '.join(words)} failed"
            finally:
                NbGraderApp.instance().reset()

    def scores(self, student: str) -> dict[str, tuple[float, float]]:
        """Of each check cell: its score, and the most it can give."""
        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as book:
            notebook = book.find_submission_notebook(self.name, self.name, student)
            return {grade.name: (grade.score, grade.max_score) for grade in notebook.grades}


@pytest.fixture(
    scope="module",
    params=NAMES,
)
def graded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    made = Graded(request.param, tmp_path_factory.mktemp(request.param))
    shutil.copytree(ROOT / "autograder", made.root / "autograder")
    shutil.copytree(ROOT / "solutions" / made.name, made.root / "solutions" / made.name)
    shutil.copy(ROOT / "nbgrader_config.py", made.root)
    made.nbgrader("generate_assignment", made.name)
    for student, notebook in {
        "right": made.root / "solutions" / made.name / f"{made.name}.ipynb",
        "stub": made.released(),
    }.items():
        made.submitted(student).parent.mkdir(parents=True)
        shutil.copy(notebook, made.submitted(student))
    unsafe = [] if shutil.which("bwrap") else ["--Verdicts.unsafe=True"]  # it is our own code
    made.nbgrader("autograde", *unsafe, made.name)
    return made


def checks(notebook: Path) -> set[str]:
    cells = read(notebook).cells
    return {mark(cell)["grade_id"] for cell in cells if mark(cell).get("grade")}


def test_the_solution_scores_full_and_the_stub_0_on_every_task(graded: Graded) -> None:
    right, stub = graded.scores("right"), graded.scores("stub")
    assert set(right) == set(stub) == checks(graded.released()) != set()
    assert {name: score for name, (score, most) in right.items() if score != most or not most} == {}
    assert {name: score for name, (score, _) in stub.items() if score} == {}


def test_grading_leaves_no_progress(graded: Graded) -> None:
    assert not (graded.root / ".course" / "progress").exists()


def test_feedback_and_grades_come_out(graded: Graded) -> None:
    graded.nbgrader("generate_feedback", graded.name)
    for student in "right", "stub":
        page = graded.root / "feedback" / student / graded.name / f"{graded.name}.html"
        text = page.read_text(encoding="utf-8")
        assert [name for name in checks(graded.released()) if name not in text] == []
    graded.nbgrader("export", "--to=grades.csv")
    with open(graded.root / "grades.csv", encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert float(rows["right"]["score"]) == float(rows["right"]["max_score"]) > 0
    assert float(rows["stub"]["score"]) == 0


def test_validate_tells_the_solution_from_the_stub(
    graded: Graded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(graded.root))
    config = PyFileConfigLoader("nbgrader_config.py", path=str(graded.root)).load_config()
    solution = graded.root / "solutions" / graded.name / f"{graded.name}.ipynb"
    assert Validator(config=config).validate(str(solution)) == {}
    failed = Validator(config=config).validate(str(graded.released()))["failed"]
    assert len(failed) == len(checks(graded.released()))
    kept = {path.stem for path in (graded.root / ".course" / "progress").iterdir()}
    assert {f"{task}-check" for task in kept} == checks(graded.released())
