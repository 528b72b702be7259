"""`course grade`: honest answers get their verdict, no cheat scores, nothing outside changes."""

import errno
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from bs4 import BeautifulSoup
from cheating import cheats
from classes import GRADES, NAME, Class, commands, family, have_ended, made_up, wait_until
from conftest import answer as answer_in
from conftest import solved
from nbformat import NotebookNode
from nbformat import read as read_notebook
from nbformat import write as write_notebook
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook

from autograder import project
from autograder.classroom import grading
from autograder.classroom.books import Books
from autograder.classroom.grade import _Batch, _handed_in
from autograder.classroom.sandbox.limits import Limits
from autograder.classroom.steps import TakeAnswers
from autograder.notebooks import mark

pytestmark = GRADES

# `STUDENTS=100 course test tests/test_grading.py` grades a real class.
HONEST = int(os.environ.get("STUDENTS", "6"))


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """A class of honest students and cheats, after `course grade`."""
    root = tmp_path_factory.mktemp("class")
    made = made_up(root, HONEST)
    released = root / "exercises" / NAME / f"{NAME}.ipynb"
    for cheat in cheats():
        path = made.submitted(f"cheat-{cheat.__name__}")
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
        assert graded.passed(student.name) == student.passes, student.name
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
    assert commands("OUTLIVES") == []


def test_nothing_of_a_submission_runs_where_a_grader_looks(graded: Class) -> None:
    graded.nbgrader("generate_feedback", NAME)
    text = graded.feedback("cheat-script_in_outputs").read_text("utf-8")
    assert "HARM" in text, "it is shown, as text"
    for element in BeautifulSoup(text, "html.parser").find_all(True):
        assert element.name != "script" or "HARM" not in element.text
        assert not [name for name in element.attrs if name.startswith("on")]


def test_a_second_run_runs_nothing_again(graded: Class) -> None:
    student = graded.students[0].name
    with Gradebook(graded.gradebook) as book:
        grade = book.find_grade("first-await-check", NAME, NAME, student)
        grade.manual_score = 0.5
        book.db.commit()
    before = graded.graded(student).stat().st_mtime_ns
    kept = sorted((graded.root / ".course" / "verdicts").iterdir())
    assert graded.course("grade", "01").returncode == 0
    assert graded.graded(student).stat().st_mtime_ns == before
    assert sorted((graded.root / ".course" / "verdicts").iterdir()) == kept
    assert graded.scores(student)["first-await"] == 0.5, "a manual grade stays"


def test_marks_that_are_gone_from_the_gradebook_are_written_anew(tmp_path: Path) -> None:
    made = made_up(tmp_path, students=2)
    assert made.course("grade", "01").returncode == 0
    kept = sorted((tmp_path / ".course" / "verdicts").iterdir())
    made.nbgrader("db", "student", "remove", made.students[0].name, "--force")
    for _ in range(2):
        assert made.course("grade", "01").returncode == 0
        for student in made.students:
            assert made.passed(student.name) == student.passes
        (tmp_path / "gradebook.db").unlink()
    assert sorted((tmp_path / ".course" / "verdicts").iterdir()) == kept


def test_names_that_nbgrader_would_take_for_others_are_refused(tmp_path: Path) -> None:
    made = made_up(tmp_path, students=4)
    for student, renamed in zip(made.students, ("*", "[ab]", "a ", "a"), strict=True):
        folder = made.root / "submitted" / student.name
        folder.rename(folder.with_name(renamed))
    ended = made.course("grade", "01")
    assert ended.returncode == 1
    [refused] = re.findall(r"rename the student's folder in submitted/ \((.+)\)", ended.stdout)
    assert set(refused.split("; ")) == {f"{name}, {NAME}" for name in ("*", "[ab]", "a ")}
    assert made.passed("a") == made.students[3].passes


def test_what_was_run_without_a_sandbox_is_noted_and_serves_nobody_else(tmp_path: Path) -> None:
    made = made_up(tmp_path, students=1)
    log = tmp_path / ".course" / "grading" / "nbgrader.log"
    [student] = made.students
    for words, noted in (("--unsafe",), 1), ((), 1), (("--unsafe",), 1):
        assert made.course("grade", "01", *words).returncode == 0
        assert made.passed(student.name) == student.passes
        assert log.read_text("utf-8").count("run without a sandbox") == noted
    [kept] = (tmp_path / ".course" / "verdicts").iterdir()
    assert not json.loads(kept.read_text("utf-8"))["unsafe"]


def test_a_dead_worker_stops_nobody(tmp_path: Path) -> None:
    made = made_up(tmp_path, students=6, seed=3)
    verdicts = tmp_path / ".course" / "verdicts"
    running = subprocess.Popen(
        made.command("grade", "01"), cwd=made.root, env=made.environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    wait_until(lambda: running.poll() is not None or verdicts.is_dir())
    started = psutil.Process(running.pid).children()
    [fork_server] = [one for one in started if "forkserver" in " ".join(one.cmdline())]
    fork_server.children()[0].kill()
    said, _ = running.communicate()
    assert running.returncode == 0, said
    for student in made.students:
        assert made.passed(student.name) == student.passes, student.name


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Class:
    """A class of one student, for grading in this process."""
    made = made_up(tmp_path, students=1)
    monkeypatch.setattr(project, "root", lambda: tmp_path)
    monkeypatch.setenv("PATH", made.environment["PATH"])  # nbgrader runs `alembic` by its name
    return made


class _Here(Executor):
    """In place of a pool of workers: this process."""

    def submit(self, work, *given, **named):  # type: ignore[override]
        future: Future = Future()
        future.set_result(work(*given, **named))
        return future


def test_who_kills_the_grader_twice_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_up(tmp_path, students=4)
    monkeypatch.setattr(project, "root", lambda: tmp_path)
    deadly = made.submitted(made.students[1].name)
    notebook = read_notebook(deadly, as_version=4)
    notebook.cells.insert(0, new_code_cell("# deadly"))
    write_notebook(notebook, deadly)

    class Fragile(Executor):
        def submit(self, work, notebook, **_):  # type: ignore[override]
            future: Future = Future()
            if "# deadly" in str(notebook):
                self.broken = True
            if getattr(self, "broken", False):
                future.set_exception(BrokenExecutor())
            else:
                future.set_result(
                    {"verdicts": {}, "outputs": {}, "unsafe": False, "limited": False}
                )
            return future

    batch = _Batch(Fragile, unsafe=False)
    written: list[str] = []
    batch._books = SimpleNamespace(write=lambda one, *_: written.append(one.student))
    batch.grade(list(_handed_in([NAME])))
    assert [one.student for one in batch.failed] == [made.students[1].name]
    assert sorted(written) == sorted(one.name for one in made.students if one != made.students[1])


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    made = made_up(tmp_path, students=4, seed=1)
    verdicts = tmp_path / ".course" / "verdicts"
    running = subprocess.Popen(
        made.command("grade", "01"), cwd=made.root, env=made.environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    while not (verdicts.is_dir() and list(verdicts.glob("*.json"))):
        assert running.poll() is None, "it ended before a verdict was kept"
        time.sleep(0.01)
    its = family(running.pid)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    wait_until(lambda: have_ended(its))
    first = {path: path.stat().st_mtime_ns for path in verdicts.glob("*.json")}
    assert made.course("grade", "01").returncode == 0
    assert {path: path.stat().st_mtime_ns for path in first} == first
    for student in made.students:
        assert made.passed(student.name) == student.passes


def test_a_release_that_changes_is_entered_anew_or_refused(tmp_path: Path) -> None:
    made = made_up(tmp_path, students=1)
    [student] = made.students
    assert made.course("grade", "01").returncode == 0
    first = made.scores(student.name)

    _change(made, lambda checks: [check["nbgrader"].update(points=7) for check in checks])
    assert made.course("grade", "01").returncode == 0
    assert made.scores(student.name) == {task: 7 if had else 0 for task, had in first.items()}

    _change(made, lambda checks: checks[-1].pop("nbgrader"))
    refused = made.course("grade", "01")
    assert refused.returncode == 1
    assert f"nbgrader db assignment remove {NAME} --force" in refused.stdout
    assert "Traceback" not in refused.stderr
    assert set(made.scores(student.name)) == set(first), "no mark is lost"

    made.nbgrader("db", "assignment", "remove", NAME, "--force")
    assert made.course("grade", "01").returncode == 0
    assert len(made.scores(student.name)) == len(first) - 1


def _change(made: Class, change: Callable[[list[NotebookNode]], object]) -> None:
    """Change the metadata of the checks, in what is released and in what it is made from."""
    for room in "solutions", "exercises":
        path = made.root / room / NAME / f"{NAME}.ipynb"
        notebook = read_notebook(path, as_version=4)
        change([cell.metadata for cell in notebook.cells if mark(cell).get("grade")])
        write_notebook(notebook, path)


def test_answers_in_what_is_released_are_refused(tmp_path: Path) -> None:
    made = made_up(tmp_path, students=1)
    released = tmp_path / "exercises" / NAME / f"{NAME}.ipynb"
    [student] = made.students
    made.nbgrader("generate_assignment", "--force", NAME)
    shutil.copy(released, made.submitted(student.name))
    answer_in(released, **solved(NAME))
    for command, status in (
        (made.command("grade", "01"), 2),
        ([sys.executable, "-m", "nbgrader", "autograde", NAME], 1),
    ):
        refused = made.run(*command)
        assert refused.returncode == status
        assert "`course reset 01` keeps them beside a fresh one" in refused.stderr
        assert not made.graded(student.name).exists()
    assert made.course("reset", "01").returncode == 0
    assert made.course("grade", "01").returncode == 0
    assert not any(made.scores(student.name).values())


def test_what_was_handed_in_otherwise_is_taken_or_named(tmp_path: Path) -> None:
    made = made_up(tmp_path, students=3)
    renamed, lacking, elsewhere = (made.submitted(one.name) for one in made.students)
    renamed.rename(renamed.with_name(f"{NAME} (1).ipynb"))
    notebook = read_notebook(lacking, as_version=4)
    [first, *_] = [cell for cell in notebook.cells if mark(cell).get("solution")]
    notebook.cells[notebook.cells.index(first)] = new_code_cell(first.source)
    write_notebook(notebook, lacking)
    elsewhere.rename(elsewhere.parent.parent / "answers.ipynb")
    elsewhere.parent.rename(elsewhere.parent.with_name("01"))
    ended = made.course("grade", "01")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    for student in made.students[:2]:
        assert made.passed(student.name) == student.passes
    first, second, third = (student.name for student in made.students)
    for told in (
        f"by another name: {NAME} (1).ipynb ({first}, {NAME})",
        f"missing: no cell is marked as the answer to first-await ({second}, {NAME})",
        f"2 left alone in submitted/: a submission is STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb there "
        f"({third}/01; {third}/answers.ipynb)",
    ):
        assert told in ended.stdout


def test_what_a_limit_has_ended_is_run_again(here: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    [student] = here.students
    slow = "import time\n\ntime.sleep(2)\n"
    answer_in(here.submitted(student.name), **{"first-await": slow + solved(NAME)["first-await"]})
    for limits, passes in (Limits(cell=1), False), (Limits(), True):
        monkeypatch.setattr(grading, "_LIMITS", limits)
        monkeypatch.setattr(grading, "_sandboxes", {})
        batch = _Batch(_Here, unsafe=False)
        batch.grade(list(_handed_in([NAME])))
        assert not batch.failed
        assert here.passed(student.name)["first-await"] == passes
        assert len(list((here.root / ".course" / "verdicts").iterdir())) == passes


def test_a_full_disk_is_no_students_zero(here: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("autograder.classroom.verdicts.os.replace", full)
    batch = _Batch(_Here, unsafe=False)
    batch.grade(list(_handed_in([NAME])))
    assert list(batch.failed.values()) == ["OSError: [Errno 28] No space left on device"]
    assert list((here.root / ".course" / "verdicts").iterdir()) == []


def test_ctrl_c_while_nbgrader_writes_ends_the_run(
    here: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(TakeAnswers, "preprocess", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _Batch(_Here, unsafe=False).grade(list(_handed_in([NAME])))


def test_a_gradebook_that_cannot_be_read_is_the_reason_for_all(
    here: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise RuntimeError("the gradebook is locked")

    monkeypatch.setattr(Books, "_know", lambda *_: {})
    monkeypatch.setattr(Books, "_marked", locked)
    books = Books(unsafe=False)
    [one] = _handed_in([NAME])
    notebook = read_notebook(one.path, as_version=4)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="locked"):
            books.write(one, notebook, {"unsafe": False, "limited": False})


def test_without_bubblewrap_nothing_is_run(tmp_path: Path, monkeypatch) -> None:
    made = made_up(tmp_path, students=1)
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = made.course("grade", "01")
    assert ended.returncode == 2
    assert "apt install bubblewrap" in ended.stderr
    assert not (tmp_path / "gradebook.db").exists()
