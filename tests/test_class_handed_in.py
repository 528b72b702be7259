"""The ways of an assignment: out to students, back, graded, and its feedback returned.

What .github/TEACHING.md tells an instructor to type and to set is done here.
"""

import csv
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from classes import GRADES, NAME, Class, made_up
from conftest import ROOT, answer, solved
from nbgrader.api import Gradebook

from autograder.classroom.submissions import LARGEST

pytestmark = GRADES

RIGHT = solved(NAME)
ALL = dict.fromkeys(RIGHT, True)


@pytest.fixture
def made(tmp_path: Path) -> Class:
    """A course in which nobody has handed in anything yet."""
    return made_up(tmp_path / "course", students=0)


def test_by_the_exchange_from_release_to_feedback(made: Class, tmp_path: Path) -> None:
    exchange = f'c.Exchange.root = "{tmp_path / "exchange"}"'
    made.configure(exchange)
    made.nbgrader("release_assignment", NAME)

    student = _Student(tmp_path / "student", exchange)
    student.nbgrader("fetch_assignment", NAME)
    answer(student.root / NAME / f"{NAME}.ipynb", **{"first-await": RIGHT["first-await"]})
    student.nbgrader("submit", NAME)

    made.nbgrader("collect", NAME)
    [name] = [path.name for path in (made.root / "submitted").iterdir()]
    graded = made.course("grade", "01")
    assert graded.returncode == 0, graded.stdout + graded.stderr
    assert made.passed(name) == ALL | {"two-at-once": False, "predict-order": False}

    made.nbgrader("generate_feedback", NAME)
    made.nbgrader("release_feedback", NAME)
    student.nbgrader("fetch_feedback", NAME)
    [page] = (student.root / NAME / "feedback").glob(f"*/{NAME}.html")
    text = page.read_text("utf-8")
    assert "cc-passed" in text
    assert "Not yet" in text

    made.nbgrader("export", "--to", "grades.csv")
    with (made.root / "grades.csv").open(encoding="utf-8") as file:
        [line] = csv.DictReader(file)
    assert (line["student_id"], line["assignment"]) == (name, NAME)
    assert float(line["score"]) == made.scores(name)["first-await"] > 0
    assert line["timestamp"]


def test_no_link_is_followed_from_the_exchange(made: Class, tmp_path: Path) -> None:
    exchange = f'c.Exchange.root = "{tmp_path / "exchange"}"'
    made.configure(exchange)
    made.nbgrader("release_assignment", NAME)
    student = _Student(tmp_path / "student", exchange)
    student.nbgrader("fetch_assignment", NAME)
    student.nbgrader("submit", NAME)
    [inbound] = (tmp_path / "exchange" / "async-fastapi" / "inbound").iterdir()
    inbound.chmod(0o700)
    (inbound / f"{NAME}.ipynb").unlink()
    (inbound / f"{NAME}.ipynb").symlink_to(made.root / "solutions" / NAME / f"{NAME}.ipynb")
    assert "there is a link in it" in made.nbgrader("collect", NAME)
    [name] = [path.name for path in (made.root / "submitted").iterdir()]
    graded = made.course("grade", "01")
    assert "graded as empty, unreadable: it is no file" in graded.stdout
    assert not any(made.scores(name).values())


def test_no_link_is_followed_by_nbgrader_itself(made: Class) -> None:
    made.nbgrader("generate_assignment", NAME, "--force")
    path = made.submitted("ada")
    path.parent.mkdir(parents=True)
    path.symlink_to(made.root / "solutions" / NAME / f"{NAME}.ipynb")
    ended = made.run(sys.executable, "-m", "nbgrader", "autograde", NAME)
    assert ended.returncode == 1
    assert "it is a link" in ended.stderr


def test_a_late_submission_is_late_in_the_gradebook_and_stays_so(made: Class) -> None:
    made.configure(_setting("Late days"))
    made.nbgrader("db", "assignment", "add", NAME, "--duedate=2026-02-02 12:00:00 UTC")
    for name, when in (("early", "2026-02-02 11:59:59"), ("late", "2026-02-02 12:30:00")):
        _hand_in(made, name, RIGHT)
        made.submitted(name).with_name("timestamp.txt").write_text(f"{when} UTC")
    _hand_in(made, "garbled", RIGHT)
    made.submitted("garbled").with_name("timestamp.txt").write_bytes(b"\xff\xfe soon")
    for _ in range(2):
        graded = made.course("grade", "01")
        assert graded.returncode == 0, graded.stdout + graded.stderr
        lines = _exported(made)
        assert made.passed("late") == ALL, "the answers are right"
        most = float(lines["late"]["max_score"])
        assert float(lines["late"]["late_submission_penalty"]) == pytest.approx(most * 0.1)
        assert float(lines["late"]["score"]) == pytest.approx(most * 0.9)
        for name in "early", "garbled":
            assert float(lines[name]["score"]) == float(lines[name]["max_score"])
        assert "garbled, 01_async_await: timestamp.txt holds no time" in graded.stdout
        # What is graded anew is as late as it was.
        _hand_in(made, "late", {**RIGHT, "predict-order": RIGHT["predict-order"] + "\n"})
    # Points given by hand count as late, too, and are written once.
    with Gradebook(made.gradebook) as book:
        for name in "early", "late":
            book.find_grade("first-await-check", NAME, NAME, name).manual_score = 0
        book.db.commit()
    before = made.graded("early").stat().st_mtime_ns
    assert made.course("grade", "01").returncode == 0
    lines = _exported(made)
    assert float(lines["late"]["raw_score"]) == float(lines["early"]["score"]) < most
    assert float(lines["late"]["late_submission_penalty"]) == pytest.approx(
        float(lines["late"]["raw_score"]) * 0.1
    )
    assert made.graded("early").stat().st_mtime_ns == before
    # A due date that moves counts for all, and no code is run for it.
    kept = sorted((made.root / ".course" / "verdicts").iterdir())
    made.nbgrader("db", "assignment", "add", NAME, "--duedate=2026-02-02 12:30:00 UTC")
    assert made.course("grade", "01").returncode == 0
    assert float(_exported(made)["late"]["late_submission_penalty"]) == 0
    assert sorted((made.root / ".course" / "verdicts").iterdir()) == kept


@pytest.mark.parametrize(
    ("system", "names"),
    [
        (
            "Moodle",
            {
                "Ana Müller": f"Ana Müller_4711_assignsubmission_file/{NAME}.ipynb",
                "Ben O'Neill": f"Ben O'Neill_4712_assignsubmission_file_{NAME}.ipynb",
            },
        ),
        (
            "Canvas",
            {
                "101": f"muellerana_101_9001_{NAME}.ipynb",
                "102": f"oneillben_LATE_102_9002_{NAME}-1.ipynb",
            },
        ),
    ],
)
def test_from_the_zip_file_of_a_learning_system(
    made: Class, tmp_path: Path, system: str, names: dict[str, str]
) -> None:
    made.configure(_setting(system))
    right, stub = tmp_path / "right.ipynb", made.root / "exercises" / NAME / f"{NAME}.ipynb"
    shutil.copy(stub, right)
    answer(right, **RIGHT)
    archive = made.root / "downloaded" / NAME / "archive" / "submissions.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as file:
        for inside, source in zip(names.values(), (right, stub), strict=True):
            file.write(source, inside)
    made.nbgrader("zip_collect", NAME)
    handed_in = {path.name for path in (made.root / "submitted").iterdir()}
    assert handed_in == set(names)
    for student, source in zip(names, (right, stub), strict=True):
        assert made.submitted(student).read_bytes() == source.read_bytes()


def test_a_zip_file_takes_no_more_room_than_notebooks_do(made: Class, tmp_path: Path) -> None:
    made.configure(_setting("Moodle"))
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr(f"{NAME}.ipynb", b" " * (LARGEST * 4))
        bomb.writestr("ballast.bin", b" " * (LARGEST * 4))
        bomb.writestr("deeper.zip", b"no archive at all")
    packed = tmp_path / "packed.zip"
    right = tmp_path / "right.ipynb"
    shutil.copy(made.root / "exercises" / NAME / f"{NAME}.ipynb", right)
    answer(right, **RIGHT)
    with zipfile.ZipFile(packed, "w") as file:
        for folder in "mine", "mine too":
            file.write(right, f"{folder}/{NAME}.ipynb")
        file.writestr(f"{'long' * 99}.ipynb", "a name that no file can have")
    archive = made.root / "downloaded" / NAME / "archive" / "submissions.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as file:
        file.write(inner, "Bo Mb_1_assignsubmission_file/all.zip")
        file.write(packed, "In Zip_2_assignsubmission_file/all.zip")
        file.write(packed, "In Capitals_4_assignsubmission_file/ALL.ZIP")
        file.write(right, f"By Name_5_assignsubmission_file/{NAME}.IPYNB")
        file.writestr(f"../../../Out Side_3_assignsubmission_file/{NAME}.ipynb", "{}")
    made.nbgrader("zip_collect", NAME)
    extracted = [path for path in archive.parent.parent.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in extracted) < 2 * LARGEST
    assert not list(tmp_path.glob("*Out Side*")) and not list(made.root.glob("*Out Side*"))
    graded = made.course("grade", "01")
    assert graded.returncode == 0, graded.stdout + graded.stderr
    assert "larger than" in made.graded("Bo Mb").read_text("utf-8")
    for student in "In Zip", "In Capitals", "By Name":
        assert made.passed(student) == ALL


class _Student:
    """Somebody else's folder, with nbgrader set up as a student's is."""

    def __init__(self, root: Path, exchange: str) -> None:
        self.root = root
        root.mkdir()
        course = 'c.CourseDirectory.course_id = "async-fastapi"'
        (root / "nbgrader_config.py").write_text(f"c = get_config()\n{course}\n{exchange}\n")

    def nbgrader(self, *words: str) -> None:
        made = Class(self.root, [])
        environment = made.environment | {"JUPYTER_DATA_DIR": str(self.root / "data")}
        command = [sys.executable, "-m", "nbgrader", *words]
        ended = subprocess.run(
            command, cwd=self.root, env=environment, text=True, check=False, capture_output=True
        )
        assert ended.returncode == 0, ended.stderr


def _hand_in(made: Class, student: str, answers: dict[str, str]) -> None:
    path = made.submitted(student)
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(made.root / "exercises" / NAME / f"{NAME}.ipynb", path)
    answer(path, **answers)


def _exported(made: Class) -> dict[str, dict[str, str]]:
    """What nbgrader exports, by student."""
    made.nbgrader("export", "--to", "grades.csv")
    with (made.root / "grades.csv").open(encoding="utf-8") as file:
        return {line["student_id"]: line for line in csv.DictReader(file)}


def _setting(name: str) -> str:
    """The setting that the teaching page gives under this name."""
    page = (ROOT / ".github" / "TEACHING.md").read_text("utf-8")
    found = re.search(rf"^# {name}\n(.+?)^(?:#|```)", page, re.DOTALL | re.MULTILINE)
    assert found, name
    return found[1]
