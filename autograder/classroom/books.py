"""nbgrader's gradebook, and what `course grade` has written into it."""

import hashlib
import json
import shutil
import tempfile
import warnings
from glob import escape
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat import write as write_notebook
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SAWarning
from tqdm import tqdm

from autograder import project
from autograder.classroom import verdicts
from autograder.classroom.settings import nbgrader
from autograder.classroom.submissions import Submission, released
from autograder.notebooks import mark
from autograder.project import CONFIG, BadInput

_NO_NAME = (
    "nbgrader reads blanks at a name's ends, and any of *?[ in it, as a pattern of other names: "
    "rename the student's folder in submitted/"
)
_NOTE = 1000  # characters of what the exchange notes that are read


class Books:
    """The gradebook of this course folder."""

    def __init__(self, *, unsafe: bool) -> None:
        # nbgrader's own queries warn of what they do on purpose.
        warnings.filterwarnings("ignore", category=SAWarning)
        self._folder = project.root() / ".course" / "grading"
        # What nbgrader reads is written by us: no links, no surprises, no other files.
        taken = {"submitted_directory": str(self._folder / "taken")}
        self._nbgrader = nbgrader(CourseDirectory=taken, Verdicts={"unsafe": unsafe})
        self._terms: dict[str, dict[str, Any]] = {}
        self._scores: dict[str, dict[str, float]] = {}  # by assignment, of whom it has marks

    def _know(self, assignment: str) -> dict[str, Any]:
        """Enter an assignment, unless the gradebook has it as it is; what its marks depend on.

        Raises `BadInput` where nbgrader does not take it.
        """
        points = _points(assignment)
        with self._nbgrader.gradebook as book:
            known, graded = _points_in(book, assignment)
        if graded and known.keys() != points.keys():
            raise BadInput(
                f"{assignment} has other tasks than those that the gradebook has marks for. Export "
                "the marks, take it out of the gradebook with `nbgrader db assignment remove "
                f"{assignment} --force`, and grade again."
            )
        if known != points:
            self._enter(assignment)
        with self._nbgrader.gradebook as book:
            due = str(book.find_assignment(assignment).duedate)
        settings = (project.root() / CONFIG).read_bytes()  # by them lateness may cost something
        return {"points": points, "due": due, "settings": hashlib.sha256(settings).hexdigest()}

    def _enter(self, assignment: str) -> None:
        with tempfile.TemporaryDirectory() as folder:  # the exercises are there already
            elsewhere = nbgrader(CourseDirectory={"release_directory": folder})
            outcome = elsewhere.generate_assignment(assignment)
        if not outcome["success"]:
            raise BadInput(f"nbgrader cannot enter {assignment}:\n{outcome['log']}")

    def write(self, one: Submission, notebook: NotebookNode, made: dict[str, Any]) -> None:
        """Let nbgrader write the verdicts in `made`, which are kept, unless it has.

        Raises `RuntimeError` where it cannot, and `BadInput` where it does not know the assignment.
        """
        if not one.student == one.student.strip() == escape(one.student):
            raise RuntimeError(_NO_NAME)
        if one.assignment not in self._terms:
            terms, scores = self._know(one.assignment), self._marked(one.assignment)
            self._terms[one.assignment], self._scores[one.assignment] = terms, scores
        entry = self._folder / "written" / one.assignment / f"{one.student}.json"
        notes = _notes(one)
        counts = self._terms[one.assignment] | {"unsafe": made["unsafe"]} | notes
        counts |= {"verdicts": verdicts.path_of(notebook).name}
        if self._has(one) and _read(entry) == counts | {"score": self._score(one)}:
            return
        entry.unlink(missing_ok=True)  # else it would stand for what is written from now on
        taken = self._folder / "taken" / one.student / one.assignment
        shutil.rmtree(taken, ignore_errors=True)
        taken.mkdir(parents=True)
        write_notebook(notebook, taken / one.file)
        for name, text in notes.items():
            (taken / name).write_text(text, "utf-8")
        outcome = self._nbgrader.autograde(one.assignment, one.student, force=True)
        if outcome.get("error", "").endswith("\nKeyboardInterrupt\n"):
            raise KeyboardInterrupt  # nbgrader takes Ctrl-C for one more thing that went wrong
        with (self._folder / "nbgrader.log").open("a", encoding="utf-8") as log:
            log.write(outcome["log"])
        if not outcome["success"]:
            raise RuntimeError(f"nbgrader could not grade it:\n{outcome['log']}")
        can_be_late = "timestamp.txt" in notes and counts["due"] != "None"
        self._scores[one.assignment] |= (
            self._marked(one.assignment, one.student) if can_be_late else {one.student: 0.0}
        )
        if made["limited"]:
            return  # it is run again, and may be written with other verdicts
        entry.parent.mkdir(parents=True, exist_ok=True)
        entry.write_text(json.dumps(counts | {"score": self._score(one)}), "utf-8")

    def _has(self, one: Submission) -> bool:
        file = project.root() / "autograded" / one.student / one.assignment / one.file
        return file.exists() and one.student in self._scores[one.assignment]

    def _score(self, one: Submission) -> float:
        return self._scores[one.assignment][one.student]

    def _marked(self, assignment: str, *students: str) -> dict[str, float]:
        """Of whom the gradebook has marks, of all or of these: what a late penalty is taken from.

        That is the score of whoever is late, with points given by hand; 0 for the others.
        """
        with self._nbgrader.gradebook as book:
            if students:
                found = [book.find_submission(assignment, student) for student in students]
            else:
                found = book.assignment_submissions(assignment)
            return {
                one.student_id: one.score if one.total_seconds_late > 0 else 0.0 for one in found
            }


def _read(entry: Path) -> Any:
    """What an entry says; nothing where there is none, or half of one."""
    try:
        return json.loads(entry.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None


def _points(assignment: str) -> dict[str, float]:
    """The points of each check of an assignment, as its students have got it."""
    cells = [mark(cell) for cell in released(assignment).cells]
    return {cell["grade_id"]: float(cell["points"]) for cell in cells if cell.get("grade")}


def _points_in(book: Gradebook, assignment: str) -> tuple[dict[str, float], bool]:
    """The points of each check as the gradebook has them, and whether it has marks for them."""
    try:
        notebook = book.find_notebook(assignment, assignment)
    except MissingEntry:  # or somebody has entered its name only, with a due date
        return {}, False
    points = {cell.name: cell.max_score for cell in notebook.grade_cells}
    return points, bool(notebook.submissions)


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
