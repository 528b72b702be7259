"""`course grade`: every submission of a class, graded side by side into nbgrader's gradebook.

A submission goes through three hands. This process reads it and takes the answers from it;
one of many runs them in a sandbox and makes the verdicts, see `grading`; this process lets
nbgrader write them into the gradebook. What is done is kept, so that a run that is broken off
goes on where it stopped, and a second run grades what is new or changed.
"""

import json
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat import write as write_notebook
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from tqdm import tqdm
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder import notebooks, project
from autograder.classroom import report, submissions, verdicts
from autograder.classroom.grading import grade as grade_one
from autograder.classroom.sandbox import bubblewrap, namespaces
from autograder.project import CONFIG, BadInput, shown


@dataclass(frozen=True)
class Submission:
    """What one student has handed in of one assignment."""

    student: str
    assignment: str
    folder: Path

    @property
    def name(self) -> str:
        return f"{self.student}, {self.assignment}"


def grade(which: list[str], *, jobs: int | None, unsafe: bool, dask: str | None) -> int:
    """Grade all submissions of these assignments, or of all; 1 when one could not be graded.

    Raises `BadInput` when there are none, and where there is no sandbox to run them in.
    """
    if not unsafe:
        bubblewrap.program()
    names = [notebooks.find(number).stem for number in which]
    handed_in = list(_handed_in(names))
    if not handed_in:
        raise BadInput(
            f"Nobody has handed in anything in {shown(project.root() / 'submitted')}: it holds "
            "submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb."
        )
    # nbgrader's own queries warn of what they do on purpose.
    warnings.filterwarnings("ignore", category=SAWarning)
    books = _Books()
    for name in dict.fromkeys(one.assignment for one in handed_in):
        books.know(name)
    answers = {one: _answers(one) for one in handed_in}
    with _workers(jobs, dask) as workers:
        failed = _grade_all(answers, books, workers, unsafe)
    for name in dict.fromkeys(one.assignment for one in handed_in):
        of_it = [one for one in handed_in if one.assignment == name]
        kept = [verdicts.kept(answers[one]) for one in of_it if one not in failed]
        found = [one["verdicts"] for one in kept if one is not None]
        print(report.text(name, found))
        print(f"  as a page: {shown(report.write(name, found))}")
    for one, why in failed.items():
        print(f"NOT GRADED: {one.name}: {why}")
    return 1 if failed else 0


def _handed_in(names: list[str]) -> Iterator[Submission]:
    known = {path.stem for path in notebooks.notebooks("exercises")}
    for folder in sorted((project.root() / "submitted").glob("*/*")):
        student, assignment = folder.parent.name, folder.name
        if folder.is_dir() and assignment in known and (not names or assignment in names):
            yield Submission(student, assignment, folder)


@contextmanager
def _workers(jobs: int | None, dask: str | None) -> Iterator[Executor]:
    """What runs `grade_one`: a process per core, or the workers of a Dask cluster."""
    if dask is None:
        context = get_context("spawn")
        with ProcessPoolExecutor(jobs or os.cpu_count(), context, _begin) as pool:
            yield pool
        return
    try:
        from distributed import Client
    except ImportError:
        raise BadInput("--dask needs the package distributed: pip install distributed.") from None
    with Client(dask) as client:
        yield client.get_executor()


def _begin() -> None:
    """In a worker: end when the process ends that started it, also when that is killed."""
    if sys.platform == "linux":
        namespaces.die_with_parent()


def _grade_all(
    answers: dict[Submission, NotebookNode], books: "_Books", workers: Executor, unsafe: bool
) -> dict[Submission, str]:
    """Grade what is new or changed; why, for each that could not be."""
    running: dict[Future[dict[str, Any]], tuple[Submission, NotebookNode]] = {}
    ready: list[tuple[Submission, NotebookNode]] = []
    failed: dict[Submission, str] = {}
    for one, notebook in answers.items():
        if verdicts.kept(notebook) is not None:
            ready.append((one, notebook))
        else:
            job = workers.submit(grade_one, notebook, unsafe=unsafe)
            running[job] = one, notebook
    with tqdm(total=len(answers), unit="submission", smoothing=0) as progress:
        for one, notebook in ready:
            books.write(one, notebook)
            progress.update()
        for job in as_completed(running):
            one, notebook = running.pop(job)
            try:
                found = job.result()
            except Exception as error:  # the grader's own trouble, never the student's zero
                failed[one] = f"{type(error).__name__}: {error}"
            else:
                verdicts.keep(notebook, found)
                books.write(one, notebook)
            progress.update()
    return failed


def _answers(one: Submission) -> NotebookNode:
    """What is graded of a submission, whatever it is."""
    released = notebooks.read(project.root() / "exercises" / one.assignment / _file(one))
    try:
        return submissions.graded(released, submissions.read(one.folder / _file(one)))
    except submissions.Unreadable as problem:
        return submissions.unreadable(released, str(problem))


def _file(one: Submission) -> str:
    return f"{one.assignment}.ipynb"


class _Books:
    """nbgrader's gradebook, and what has been written into it."""

    def __init__(self) -> None:
        self._folder = project.root() / ".course" / "grading"
        config = PyFileConfigLoader(CONFIG, path=str(project.root())).load_config()
        config.merge(
            Config(
                CourseDirectory={
                    "root": str(project.root()),
                    # What nbgrader reads is written by us: no links, no surprises, no other files.
                    "submitted_directory": str(self._folder / "taken"),
                },
            )
        )
        self._coursedir = CourseDirectory(config=config)
        self._nbgrader = NbGraderAPI(self._coursedir, config=config)

    def know(self, assignment: str) -> None:
        """Enter an assignment, unless the gradebook has it. Raises `BadInput` if it cannot be."""
        with Gradebook(self._coursedir.db_url, self._coursedir.course_id) as book:
            try:
                book.find_assignment(assignment)
                return
            except MissingEntry:
                pass
        with tempfile.TemporaryDirectory() as folder:  # the exercises are there already
            config = Config(CourseDirectory={"release_directory": folder})
            merged = self._coursedir.config.copy()
            merged.merge(config)
            outcome = NbGraderAPI(
                CourseDirectory(config=merged), config=merged
            ).generate_assignment(assignment)
        if not outcome["success"]:
            raise BadInput(f"nbgrader cannot enter {assignment}:\n{outcome['log']}")

    def write(self, one: Submission, notebook: NotebookNode) -> None:
        """Let nbgrader write the kept verdicts, unless it has. Raises `RuntimeError`."""
        entry = self._folder / "written" / one.assignment / f"{one.student}.json"
        when = _timestamp(one)
        written = json.dumps({"verdicts": verdicts.path_of(notebook).name, "timestamp": when})
        if entry.exists() and entry.read_text("utf-8") == written and self._has(one):
            return
        taken = self._folder / "taken" / one.student / one.assignment
        shutil.rmtree(taken, ignore_errors=True)
        taken.mkdir(parents=True)
        write_notebook(notebook, taken / _file(one))
        if when:
            (taken / "timestamp.txt").write_text(when, "utf-8")
        outcome = self._nbgrader.autograde(one.assignment, one.student, force=True)
        if not outcome["success"]:
            raise RuntimeError(f"nbgrader could not grade {one.name}:\n{outcome['log']}")
        entry.parent.mkdir(parents=True, exist_ok=True)
        entry.write_text(written, "utf-8")

    def _has(self, one: Submission) -> bool:
        return (project.root() / "autograded" / one.student / one.assignment / _file(one)).exists()


def _timestamp(one: Submission) -> str:
    """When it was handed in, as nbgrader's exchange noted it; "" where it did not."""
    file = one.folder / "timestamp.txt"
    return file.read_text("utf-8").strip() if file.is_file() and not file.is_symlink() else ""
