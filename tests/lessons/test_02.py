"""Lesson 02: who is at the model together, and what a status code hides, is as it says."""

import re
from collections.abc import Callable

import pytest
from nbformat import NotebookNode

from lessons.outputs import printed, shown


@pytest.fixture
def lesson(executed: Callable[[str], NotebookNode]) -> NotebookNode:
    return executed("02_rule_1_async_libraries")


@pytest.mark.parametrize(
    ("cell_id", "most"), [("blocks-run", 1), ("awaits-run", 3), ("agent", 3), ("bends", 1)]
)
def test_how_many_users_are_at_the_model(lesson: NotebookNode, cell_id: str, most: int) -> None:
    assert f"at the model at the same time: {most}" in printed(lesson, cell_id)


@pytest.mark.parametrize(
    ("cell_id", "line"),
    [
        ("blocks-run", "sync_client.chat.completions.create(…)"),
        ("bends", 'llm.invoke(state["messages"])'),
    ],
)
def test_the_picture_names_the_line_that_blocks(
    lesson: NotebookNode, cell_id: str, line: str
) -> None:
    assert re.search(
        rf"event loop: held for .* by line \d+: {re.escape(line)}", shown(lesson, cell_id)
    )


def test_the_first_user_has_to_wait_for_the_last_call(lesson: NotebookNode) -> None:
    """Its reply is sent only once the loop is free; the times are all of one run."""
    rows = shown(lesson, "blocks-run")
    answered = re.search(r"POST /blocks #1: .* answered 200 at ([\d.]+) s", rows)
    asked_last = re.search(r"POST /blocks #3: .* from ([\d.]+) s", rows)
    assert answered and asked_last
    assert float(answered[1]) >= float(asked_last[1])


def test_a_failing_provider_is_a_502_and_the_next_reply_is_fine(lesson: NotebookNode) -> None:
    log, first, second = printed(lesson, "ship").splitlines()
    assert log.startswith("the log: the model failed: InternalServerError(")
    assert first.startswith("502")
    assert second.startswith('200 {"response":"FastAPI is')


def test_status_200_without_a_call(lesson: NotebookNode) -> None:
    said = printed(lesson, "status")
    assert said.startswith("200 <coroutine object AsyncCompletions.create")
    assert "calls at the model: 0" in said
    assert "was never awaited" in said


def test_the_test_tells_the_two_endpoints_apart(lesson: NotebookNode) -> None:
    said = printed(lesson, "test")
    assert "/blocks: failed, the second user had to wait" in said
    assert "/awaits: passed" in said


def test_plain_nodes_are_limited_by_the_threads(lesson: NotebookNode) -> None:
    numbers = [int(number) for number in re.findall(r": (\d+)", printed(lesson, "pool"))]
    threads, users, most = numbers
    assert most <= threads < users
