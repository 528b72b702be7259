"""A made-up class: submissions put together from the right and wrong answers of the bank."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import write

from autograder.bank import Submission as Answer
from autograder.bank import submissions
from autograder.notebooks import mark, read, tasks
from autograder.project import CONFIG, root


@dataclass(frozen=True)
class Student:
    """A student, and the answer of the bank that they gave to each task."""

    name: str
    answers: tuple[Answer, ...]

    @property
    def passes(self) -> dict[str, bool]:
        """Whether they pass, by task."""
        return {answer.task.id: answer.right for answer in self.answers}


def make(folder: Path, assignment: str, students: int, seed: int = 0) -> list[Student]:
    """Make a course folder in which so many students have handed an assignment in.

    It is a copy of this course, so that grading it leaves this one alone. Half of the answers
    are right.
    """
    shutil.copytree(root() / "autograder", folder / "autograder", dirs_exist_ok=True)
    shutil.copy(root() / CONFIG, folder)
    for room in "solutions", "exercises":
        shutil.copytree(root() / room / assignment, folder / room / assignment)
    made = list(_students(assignment, students, random.Random(seed)))
    for student in made:
        hand_in(folder, assignment, student)
    return made


def _students(assignment: str, count: int, chance: random.Random) -> Iterator[Student]:
    ids = tasks(read(root() / "exercises" / assignment / f"{assignment}.ipynb"))
    bank = submissions(ids)
    for number in range(1, count + 1):
        answers = []
        for task in ids:
            right = chance.random() < 0.5
            choice = [one for one in bank if one.task.id == task and one.right == right]
            answers.append(chance.choice(choice))
        yield Student(f"student-{number:04}", tuple(answers))


def hand_in(folder: Path, assignment: str, student: Student) -> Path:
    """Hand in the released notebook with the student's answers in it; where it lies."""
    notebook = read(folder / "exercises" / assignment / f"{assignment}.ipynb")
    given = {answer.task.id: answer.path.read_text("utf-8") for answer in student.answers}
    for cell in notebook.cells:
        if mark(cell).get("solution"):
            cell.source = given[mark(cell)["grade_id"]]
    path = folder / "submitted" / student.name / assignment / f"{assignment}.ipynb"
    path.parent.mkdir(parents=True)
    write(notebook, path)
    return path
