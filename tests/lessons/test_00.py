"""Lesson 00: the first run and the first checks go as it says, and it leads to every lesson."""

import re
from collections.abc import Callable

import nbformat
import pytest
from nbformat import NotebookNode

from lessons.conftest import LESSONS
from lessons.outputs import cell, printed, shown

NAME = "00_start_here"


@pytest.fixture
def lesson(executed: Callable[[str], NotebookNode]) -> NotebookNode:
    return executed(NAME)


def test_the_model_and_the_app_answer(lesson: NotebookNode) -> None:
    assert "nobody awaited it" in printed(lesson, "model-run")
    assert printed(lesson, "transport").startswith("200\nAn event loop runs one piece of code")


def test_three_messages_are_at_the_model_at_once(lesson: NotebookNode) -> None:
    assert "up to 3 calls at once" in shown(lesson, "three")


def test_the_first_check_fails_and_says_which_line(lesson: NotebookNode) -> None:
    error = cell(lesson, "wrong-check").outputs[-1]
    assert (error.ename, error.output_type) == ("CheckFailed", "error")
    assert error.evalue == "line 5 never awaits `openai_client.chat.completions.create(…)`"
    assert "Repeat this run with seed" in shown(lesson, "wrong-check")


def test_the_second_check_passes(lesson: NotebookNode) -> None:
    assert shown(lesson, "right-check").startswith("passed  first-await")


def test_progress_lists_the_exercises(lesson: NotebookNode) -> None:
    assert "01_async_await" in printed(lesson, "progress")


def test_it_links_to_every_lesson() -> None:
    notebook = nbformat.read(LESSONS / f"{NAME}.ipynb", as_version=4)
    linked = re.findall(r"\]\((\w+\.ipynb)\)", cell(notebook, "recap").source)
    there = {path.name for path in LESSONS.glob("*.ipynb")}
    assert set(linked) == there - {f"{NAME}.ipynb"}
