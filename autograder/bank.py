"""The bank: right and wrong answers to every task, each with what its check must say.

tests/submissions/EXERCISE/TASK/right_NAME.py and wrong_NAME.py hold what a learner would
write in the task's answer cell; the exercise gives what stands above it. They begin with

    # right: how it goes about it

or, with the diagnosis that the check must give, word for word:

    # wrong: loop-held
    # says: line 9: `time.sleep(1)` held the event loop while others waited
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.answers import load
from autograder.checks import tasks
from autograder.judge import Task
from autograder.project import BadInput, root, shown

SEED = 20  # of the runs in which wrong answers get their diagnosis word for word


@dataclass(frozen=True)
class Submission:
    """One answer of the bank. `reason` and `says` are empty for a right one."""

    path: Path
    task: Task
    right: bool
    reason: str = ""
    says: str = ""

    def __str__(self) -> str:
        return f"{self.task.id}/{self.path.stem}"

    @property
    def notebook(self) -> Path:
        """The solution notebook of its exercise, which holds what is given."""
        name = self.path.parent.parent.name
        return root() / "solutions" / name / f"{name}.ipynb"

    @contextmanager
    def subject(self) -> Iterator[Any]:
        """Run the answer; what it hands to the check. Afterwards its names are let go.

        FastAPI keeps functions that it has once looked at, and with them all their names.
        """
        names = load(self.notebook, self.task.id, self.path.read_text("utf-8"), str(self.path))
        try:
            yield self.task.subject(names)
        finally:
            names.clear()


def submissions(task_ids: list[str] | None = None) -> list[Submission]:
    """The whole bank in order, or what it has for some tasks."""
    known = tasks()
    for task_id in task_ids or []:
        if task_id not in known:
            raise BadInput(f"There is no task {task_id!r}; there are: {', '.join(known)}.")
    paths = sorted((root() / "tests" / "submissions").glob("*/*/*.py"))
    found = [submission(path, known) for path in paths]
    return [one for one in found if not task_ids or one.task.id in task_ids]


def submission(path: Path, known: dict[str, Task]) -> Submission:
    """The answer at `path`. Raises `BadInput` when it does not say what it is."""
    if path.parent.name not in known:
        raise BadInput(f"{shown(path)} is for no task of the course.")
    task = known[path.parent.name]
    first, second, *_ = [*path.read_text("utf-8").splitlines(), "", ""]
    if path.stem.startswith("right_") and first.startswith("# right: "):
        return Submission(path, task, True)
    wrong = re.fullmatch(r"# wrong: (\S+)", first)
    says = re.fullmatch(r"# says: (.+)", second)
    if path.stem.startswith("wrong_") and wrong and says:
        return Submission(path, task, False, wrong[1], says[1])
    raise BadInput(f"{shown(path)} does not begin as a right or a wrong answer must.")
