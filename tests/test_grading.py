"""`course grade`: honest answers get their verdict, no cheat scores, nothing outside changes."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from bs4 import BeautifulSoup
from cheating import cheats
from nbformat import read as read_notebook
from nbgrader.api import Gradebook

from autograder.classroom.made_up_class import Student, make
from autograder.notebooks import mark

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("bwrap"), reason="needs bubblewrap"),
    pytest.mark.xdist_group("grading"),
]

NAME = "01_async_await"


@dataclass(frozen=True)
class Class:
    """A course folder with submissions, some honest, one of each cheat."""

    root: Path
    students: list[Student]

    def course(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), cwd=self.root, env=self.environment, text=True, check=False,
            capture_output=True,
        )  # fmt: skip

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "autograder", *words]

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {"PYTHONPATH": str(self.root)}

    def scores(self, student: str) -> dict[str, float]:
        """What is in the gradebook, by task."""
        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as book:
            notebook = book.find_submission_notebook(NAME, NAME, student)
            return {grade.name.removesuffix("-check"): grade.score for grade in notebook.grades}

    def graded(self, student: str) -> Path:
        return self.root / "autograded" / student / NAME / f"{NAME}.ipynb"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """A class of honest students and cheats, after `course grade`."""
    root = tmp_path_factory.mktemp("class")
    made = Class(root, make(root, NAME, students=6))
    released = root / "exercises" / NAME / f"{NAME}.ipynb"
    for cheat in cheats():
        path = root / "submitted" / f"cheat-{cheat.__name__}" / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        cheat.hand_in(read_notebook(released, as_version=4), path)
    before = _files(root)
    ended = made.course("grade", "01")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert _files(root) == before
    return made


def _files(root: Path) -> dict[str, str]:
    """Every file that grading has no business with, and a digest of what is in it."""
    rooms = ("autograder", "solutions", "exercises", "submitted")
    files = [path for room in rooms for path in (root / room).rglob("*") if path.is_file()]
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.suffix != ".pyc"
    }


def test_honest_answers_get_the_verdict_that_the_bank_names(graded: Class) -> None:
    for student in graded.students:
        passed = {task: score > 0 for task, score in graded.scores(student.name).items()}
        assert passed == student.passes, student.name
        text = graded.graded(student.name).read_text("utf-8")
        for answer in student.answers:
            assert answer.reason != "loop-held" or "held the event loop" in text


@pytest.mark.parametrize("cheat", [cheat.__name__ for cheat in cheats()])
def test_no_cheat_scores_or_reaches_out(graded: Class, cheat: str) -> None:
    scores = graded.scores(f"cheat-{cheat}")
    assert set(scores) == {"first-await", "two-at-once", "predict-order"}
    assert not any(scores.values())
    notebook = read_notebook(graded.graded(f"cheat-{cheat}"), as_version=4)
    told = [cell.outputs for cell in notebook.cells if mark(cell).get("grade")]
    assert all(told), "every check says why"
    shown = [o for cell in notebook.cells if cell.cell_type == "code" for o in cell.outputs]
    assert "LEAK" not in str(shown)


def test_nothing_of_a_submission_outlives_its_run(graded: Class) -> None:
    assert _commands("OUTLIVES") == []


def _commands(*words: str) -> list[str]:
    """The command lines of running processes in which all these words are."""
    lines = [" ".join(one.info["cmdline"] or ()) for one in psutil.process_iter(["cmdline"])]
    return [line for line in lines if all(word in line for word in words)]


def _wait_until(done: Callable[[], bool]) -> None:
    while not done():
        time.sleep(0.01)


def test_nothing_of_a_submission_runs_where_a_grader_looks(graded: Class) -> None:
    made = _nbgrader(graded, "generate_feedback")
    assert made.returncode == 0, made.stderr
    page = graded.root / "feedback" / "cheat-script_in_outputs" / NAME / f"{NAME}.html"
    text = page.read_text("utf-8")
    assert "HARM" in text, "it is shown, as text"
    for element in BeautifulSoup(text, "html.parser").find_all(True):
        assert element.name != "script" or "HARM" not in element.text
        assert not [name for name in element.attrs if name.startswith("on")]


def _nbgrader(graded: Class, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nbgrader", *words, NAME]
    return subprocess.run(
        command, cwd=graded.root, env=graded.environment, text=True, check=False,
        capture_output=True,
    )  # fmt: skip


def test_a_second_run_runs_nothing_again(graded: Class) -> None:
    student = graded.students[0].name
    with Gradebook(f"sqlite:///{graded.root}/gradebook.db") as book:
        grade = book.find_grade("first-await-check", NAME, NAME, student)
        grade.manual_score = 0.5
        book.db.commit()
    before = graded.graded(student).stat().st_mtime_ns
    kept = sorted((graded.root / ".course" / "verdicts").iterdir())
    assert graded.course("grade", "01").returncode == 0
    assert graded.graded(student).stat().st_mtime_ns == before
    assert sorted((graded.root / ".course" / "verdicts").iterdir()) == kept
    assert graded.scores(student)["first-await"] == 0.5, "a manual grade stays"


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    made = Class(tmp_path, make(tmp_path, NAME, students=4, seed=1))
    verdicts = tmp_path / ".course" / "verdicts"
    running = subprocess.Popen(
        made.command("grade", "01"), cwd=made.root, env=made.environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    while not (verdicts.is_dir() and list(verdicts.glob("*.json"))):
        assert running.poll() is None, "it ended before a verdict was kept"
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    _wait_until(lambda: not _commands("sandbox.zygote"))
    first = {path: path.stat().st_mtime_ns for path in verdicts.glob("*.json")}
    assert made.course("grade", "01").returncode == 0
    assert {path: path.stat().st_mtime_ns for path in first} == first
    for student in made.students:
        passed = {task: score > 0 for task, score in made.scores(student.name).items()}
        assert passed == student.passes


def test_without_bubblewrap_nothing_is_run(tmp_path: Path, monkeypatch) -> None:
    made = Class(tmp_path, make(tmp_path, NAME, students=1))
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = made.course("grade", "01")
    assert ended.returncode == 2
    assert "apt install bubblewrap" in ended.stderr
    assert not (tmp_path / "gradebook.db").exists()
