"""Lesson 00: the first run and the first checks go as it says, and it leads to every lesson."""

import re
from collections.abc import Callable

import pytest
from nbformat import NotebookNode

from autograder.notebooks import lessons, notebooks
from lessons.conftest import LESSONS
from lessons.outputs import cell, printed, shown

NAME = "00_start_here"


@pytest.fixture
def lesson(executed: Callable[[str], NotebookNode]) -> NotebookNode:
    return executed(NAME)


def test_the_model_and_the_app_answer(lesson: NotebookNode) -> None:
    assert "nobody awaited it" in printed(lesson, "model-run")
    assert printed(lesson, "transport").startswith("200\nAn event loop runs one piece of code")


def test_a_bare_str_is_looked_for_in_the_query(lesson: NotebookNode) -> None:
    assert printed(lesson, "body").splitlines() == ["422", "missing: ['query', 'message']"]


def test_three_messages_are_at_the_model_at_once(lesson: NotebookNode) -> None:
    assert "up to 3 calls at once" in shown(lesson, "three")


def test_the_first_check_fails_and_says_which_line(lesson: NotebookNode) -> None:
    error = cell(lesson, "wrong-check").outputs[-1]
    assert (error.ename, error.output_type) == ("CheckFailed", "error")
    assert error.evalue == "line 2 never awaits `openai_client.chat.completions.create(…)`"
    assert "Repeat this run with seed" in shown(lesson, "wrong-check")


def test_the_second_check_passes(lesson: NotebookNode) -> None:
    assert shown(lesson, "right-check").startswith("passed  first-await")


@pytest.mark.parametrize("cell_id", ["start", "progress"])
def test_it_links_to_every_lesson_and_exercise(lesson: NotebookNode, cell_id: str) -> None:
    (output,) = cell(lesson, cell_id).outputs
    linked = re.findall(r'<a href="([^"]+)">', output.data["text/html"])
    there = [*lessons(LESSONS.parent), *notebooks("exercises"), *notebooks("solutions")]
    assert sorted((LESSONS / link).resolve() for link in linked) == sorted(there)
    assert "of 45 tasks passed" in shown(lesson, cell_id)
