"""The map in the README: every task it names exists, whole, and every task is on it."""

import re

import pytest

from autograder.bank import submissions
from autograder.checks import tasks
from autograder.notebooks import mark, read
from autograder.project import root

_ROW = re.compile(r"^\| .+ \| \[(\d\d)\]\((notebooks/\S+\.ipynb)\) \| (.+) \|$", re.MULTILINE)
ROWS = _ROW.findall((root() / "README.md").read_text("utf-8"))
NAMED = [(lesson, task) for _, lesson, cell in ROWS for task in re.findall(r"`([\w-]+)`", cell)]
# The check of all endpoints at once has no answer cell of its own.
WHOLE_APP = {"capstone-load"}


def test_every_task_is_on_the_map() -> None:
    assert [task for _, task in NAMED] == list(tasks())


@pytest.mark.parametrize(("lesson", "task_id"), NAMED, ids=[task for _, task in NAMED])
def test_task_is_whole(lesson: str, task_id: str) -> None:
    exercise = tasks()[task_id].exercise
    assert (root() / lesson).is_file()
    assert exercise in lesson
    cells = read(root() / "solutions" / exercise / f"{exercise}.ipynb").cells
    ids = [mark(cell).get("grade_id") for cell in cells]
    check = ids.index(f"{task_id}-check")
    assert f'check("{task_id}", ' in cells[check].source
    assert "<details" in cells[check + 1].source
    if task_id not in WHOLE_APP:
        assert "### BEGIN SOLUTION" in cells[ids.index(task_id)].source
    assert {one.right for one in submissions([task_id])} == {True, False}
