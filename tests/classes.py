"""A class as its grader meets it: a course folder, what was handed in, and the commands."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from nbgrader.api import Gradebook

from autograder.classroom.made_up_class import Student, make

NAME = "01_async_await"

# The marks of a module whose tests grade: in sandboxes, and one worker runs them all.
GRADES = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("bwrap"), reason="needs bubblewrap"),
    pytest.mark.xdist_group("grading"),
]


@dataclass(frozen=True)
class Class:
    """A course folder in which `students` have handed exercise 01 in."""

    root: Path
    students: list[Student]
    database: str = ""

    @property
    def gradebook(self) -> str:
        """The address of nbgrader's database."""
        return self.database or f"sqlite:///{self.root}/gradebook.db"

    def course(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run(*self.command(*words))

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "autograder", *words]

    def nbgrader(self, *words: str) -> str:
        """What an nbgrader command has said, which must succeed."""
        ended = self.run(sys.executable, "-m", "nbgrader", *words)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.root, env=self.environment, text=True, check=False,
            capture_output=True,
        )  # fmt: skip

    @property
    def environment(self) -> dict[str, str]:
        """As where the course's .venv is activated, with this copy of the course first."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        return os.environ | {"PYTHONPATH": str(self.root), "PATH": path}

    def configure(self, lines: str) -> None:
        """Add lines to nbgrader_config.py."""
        with (self.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
            config.write(f"\n{lines}\n")

    def scores(self, student: str) -> dict[str, float]:
        """What is in the gradebook, by task."""
        with Gradebook(self.gradebook) as book:
            notebook = book.find_submission_notebook(NAME, NAME, student)
            return {grade.name.removesuffix("-check"): grade.score for grade in notebook.grades}

    def passed(self, student: str) -> dict[str, bool]:
        """Which tasks have points in the gradebook."""
        return {task: score > 0 for task, score in self.scores(student).items()}

    def submitted(self, student: str) -> Path:
        return self._notebook("submitted", student)

    def graded(self, student: str) -> Path:
        return self._notebook("autograded", student)

    def feedback(self, student: str) -> Path:
        return self._notebook("feedback", student).with_suffix(".html")

    def _notebook(self, room: str, student: str) -> Path:
        return self.root / room / student / NAME / f"{NAME}.ipynb"


def made_up(root: Path, students: int, seed: int = 0) -> Class:
    """A class whose answers are the bank's."""
    return Class(root, make(root, NAME, students, seed))


def commands(*words: str) -> list[str]:
    """The command lines of running processes in which all these words are."""
    lines = [" ".join(one.info["cmdline"] or ()) for one in psutil.process_iter(["cmdline"])]
    return [line for line in lines if all(word in line for word in words)]


def family(pid: int) -> list[psutil.Process]:
    """The processes that one has started, and those that they have."""
    return psutil.Process(pid).children(recursive=True)


def have_ended(processes: list[psutil.Process]) -> bool:
    return not any(_lives(one) for one in processes)


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_until(done: Callable[[], bool]) -> None:
    while not done():
        time.sleep(0.01)
