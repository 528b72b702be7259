"""nbgrader's gradebook, and what `course grade` has written into it."""

import json
import shutil
import tempfile
import warnings

from nbformat import NotebookNode
from nbformat import write as write_notebook
from nbgrader.api import MissingEntry
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SAWarning
from tqdm import tqdm

from autograder import project
from autograder.classroom import verdicts
from autograder.classroom.settings import nbgrader
from autograder.classroom.submissions import Submission
from autograder.project import BadInput

_NOTE = 1000  # characters of what the exchange notes that are read


class Books:
    """The gradebook of this course folder."""

    def __init__(self) -> None:
        # nbgrader's own queries warn of what they do on purpose.
        warnings.filterwarnings("ignore", category=SAWarning)
        self._folder = project.root() / ".course" / "grading"
        # What nbgrader reads is written by us: no links, no surprises, no other files.
        taken = {"submitted_directory": str(self._folder / "taken")}
        self._nbgrader = nbgrader(CourseDirectory=taken)
        self._known: set[str] = set()

    def _know(self, assignment: str) -> None:
        """Enter an assignment, unless the gradebook has it. Raises `BadInput` if it cannot be."""
        with self._nbgrader.gradebook as book:
            try:
                if book.find_assignment(assignment).notebooks:
                    return  # else somebody has entered its name, with a due date
            except MissingEntry:
                pass
        with tempfile.TemporaryDirectory() as folder:  # the exercises are there already
            elsewhere = nbgrader(CourseDirectory={"release_directory": folder})
            outcome = elsewhere.generate_assignment(assignment)
        if not outcome["success"]:
            raise BadInput(f"nbgrader cannot enter {assignment}:\n{outcome['log']}")

    def write(self, one: Submission, notebook: NotebookNode) -> None:
        """Let nbgrader write the kept verdicts, unless it has.

        Raises `RuntimeError` where it cannot, and `BadInput` where it does not know the assignment.
        """
        if one.assignment not in self._known:
            self._know(one.assignment)
            self._known.add(one.assignment)
        entry = self._folder / "written" / one.assignment / f"{one.student}.json"
        notes = _notes(one)
        written = json.dumps({"verdicts": verdicts.path_of(notebook).name} | notes)
        if entry.exists() and entry.read_text("utf-8") == written and self._has(one):
            return
        taken = self._folder / "taken" / one.student / one.assignment
        shutil.rmtree(taken, ignore_errors=True)
        taken.mkdir(parents=True)
        write_notebook(notebook, taken / one.file)
        for name, text in notes.items():
            (taken / name).write_text(text, "utf-8")
        outcome = self._nbgrader.autograde(one.assignment, one.student, force=True)
        if not outcome["success"]:
            raise RuntimeError(f"nbgrader could not grade it:\n{outcome['log']}")
        entry.parent.mkdir(parents=True, exist_ok=True)
        entry.write_text(written, "utf-8")

    def _has(self, one: Submission) -> bool:
        return (project.root() / "autograded" / one.student / one.assignment / one.file).exists()


def _notes(one: Submission) -> dict[str, str]:
    """What nbgrader's exchange has noted of it: its time, and the secret of its feedback."""
    found = {}
    for name in "timestamp.txt", "submission_secret.txt":
        file = one.folder / name
        if file.is_file() and not file.is_symlink():
            with file.open(encoding="utf-8", errors="replace") as opened:
                found[name] = opened.read(_NOTE).strip()
    if found.get("timestamp.txt") and not _is_time(found["timestamp.txt"]):
        tqdm.write(f"{one.name}: timestamp.txt holds no time, so this does not count as late.")
        del found["timestamp.txt"]
    return found


def _is_time(text: str) -> bool:
    try:
        parse_utc(text)
    except (ValueError, OverflowError):
        return False
    return True
