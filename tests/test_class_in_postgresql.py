"""A gradebook in PostgreSQL, by nbgrader's own setting, on a server that the test starts."""

import csv
import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from classes import GRADES, NAME, Class, made_up
from nbgrader.api import Gradebook


def _programs() -> Path | None:
    """Where PostgreSQL's server is: Debian keeps it off the PATH."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return Path(found).resolve().parent if found else folders[-1] if folders else None


PROGRAMS = _programs()

pytest.importorskip("psycopg", reason="needs a driver: pip install 'psycopg[binary]'")
pytestmark = [
    *GRADES,
    pytest.mark.skipif(PROGRAMS is None, reason="needs PostgreSQL: apt install postgresql"),
]

PASSWORD = "only-for-this-test"


@pytest.fixture
def database() -> Iterator[str]:
    """A PostgreSQL server with an empty database; the database's address."""
    with tempfile.TemporaryDirectory(prefix="course-postgresql-") as name:
        folder, owner = Path(name), _owner()
        shutil.chown(folder, owner)
        secret = folder / "password"
        secret.write_text(PASSWORD)
        shutil.chown(secret, owner)
        _as(owner, "initdb", "-D", "data", "-U", "grader", "-A", "scram-sha-256",
            "--pwfile", "password", "--no-sync", folder=folder)  # fmt: skip
        port = _free_port()
        # Connections that are left open would soon use them up.
        options = f"-p {port} -h 127.0.0.1 -k {folder} -F -c max_connections=8"
        _as(owner, "pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start", folder=folder)
        try:
            yield f"postgresql+psycopg://grader:{PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            _as(owner, "pg_ctl", "-D", "data", "-m", "immediate", "stop", folder=folder)


def test_a_class_is_graded_into_postgresql(database: str, tmp_path: Path) -> None:
    root = tmp_path / "course"
    made = Class(root, made_up(root, students=4).students, database)
    made.configure(f"c.CourseDirectory.db_url = {database!r}")
    graded = made.course("grade", "01")
    assert graded.returncode == 0, graded.stdout + graded.stderr
    assert not (root / "gradebook.db").exists()
    for student in made.students:
        assert made.passed(student.name) == student.passes, student.name

    first = made.students[0].name
    with Gradebook(database) as book:
        book.find_grade("first-await-check", NAME, NAME, first).manual_score = 0.5
        book.find_comment("first-await", NAME, NAME, first).manual_comment = "Well thought."
        book.db.commit()
    made.submitted(first).with_name("timestamp.txt").write_text("2026-02-02 12:00:00 UTC")
    again = made.course("grade", "01")
    assert again.returncode == 0, again.stdout + again.stderr
    assert made.scores(first)["first-await"] == 0.5, "a manual grade stays"

    made.nbgrader("generate_feedback", NAME)
    assert "Well thought." in made.feedback(first).read_text("utf-8")
    made.nbgrader("export", "--to", "grades.csv")
    with (root / "grades.csv").open(encoding="utf-8") as file:
        lines = {line["student_id"]: line for line in csv.DictReader(file)}
    assert set(lines) == {student.name for student in made.students}
    assert float(lines[first]["score"]) == sum(made.scores(first).values())


def _owner() -> str:
    """Who runs the server, which refuses to be root."""
    if os.geteuid() != 0:
        return getpass.getuser()
    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _as(owner: str, program: str, *words: str, folder: Path) -> None:
    assert PROGRAMS is not None
    done = subprocess.run(
        [PROGRAMS / program, *words], cwd=folder, user=owner, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
