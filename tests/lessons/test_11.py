"""Lesson 11: each patient shows the symptom that the lesson names, and is well once repaired."""

import re
from collections.abc import Callable

import pytest
from nbformat import NotebookNode

from lessons.outputs import printed, shown


@pytest.fixture
def lesson(executed: Callable[[str], NotebookNode]) -> NotebookNode:
    return executed("11_common_mistakes")


def test_a_missing_await_is_a_500_and_a_warning_elsewhere(lesson: NotebookNode) -> None:
    text = printed(lesson, "await-symptom")
    assert "at the request: ValueError" in text and "'coroutine' object is not iterable" in text
    assert re.search(r"somewhere else: coroutine '\S+' was never awaited", text)
    assert "calls at the model: 0" in text
    assert printed(lesson, "await-repair").startswith("200 ")


def test_a_sync_call_holds_everybody_and_one_request_does_not_show_it(lesson: NotebookNode) -> None:
    text = printed(lesson, "sync-symptom")
    assert "the test with one request: 200" in text
    assert "at the model at the same time: 1" in text
    assert "'llm.invoke(body.message)'" in text
    assert "at the model at the same time: 3" in printed(lesson, "sync-repair")


def test_a_pause_is_for_all_or_for_one(lesson: NotebookNode) -> None:
    assert "a sleep held the loop: True" in printed(lesson, "sleep-symptom")
    assert "a sleep held the loop: False" in printed(lesson, "sleep-repair")
    for cell in ("sleep-symptom", "sleep-repair"):  # one call more than there are users
        assert "2 requests, 3 model calls" in shown(lesson, cell)


def test_a_staircase_becomes_calls_at_once(lesson: NotebookNode) -> None:
    assert "at the model at the same time: 1" in printed(lesson, "one-by-one-symptom")
    assert "at the model at the same time: 3" in printed(lesson, "one-by-one-repair")


def test_what_collects_has_all_tokens_before_the_user_has_one(lesson: NotebookNode) -> None:
    before, total = tokens(lesson, "stream-symptom")
    assert before == total
    before, total = tokens(lesson, "stream-repair")
    assert before < total


def tokens(lesson: NotebookNode, cell_id: str) -> tuple[int, int]:
    found = re.search(r"has anything: (\d+) of (\d+)", printed(lesson, cell_id))
    assert found
    return int(found[1]), int(found[2])


def test_a_lost_task_fails_without_a_word(lesson: NotebookNode) -> None:
    at_once, later = printed(lesson, "task-symptom").splitlines()
    assert at_once == "the user gets: 200 · entries: 0 · log: []"
    assert later == "some time later: entries: 0 · log: ['Task exception was never retrieved']"


def test_a_task_that_nobody_keeps_vanishes(lesson: NotebookNode) -> None:
    text = printed(lesson, "task-vanishes")
    assert "trail: ['begun: vanishes', 'begun: is kept']" in text
    assert "Task was destroyed but it is pending!" in text
    assert "the kept task is still there: True" in text


def test_an_awaited_or_kept_task_tells_of_its_failure(lesson: NotebookNode) -> None:
    text = printed(lesson, "task-repair")
    assert "awaited: the user gets 500" in text
    assert "kept: the user gets 200 · and we know of ['the audit trail is full']" in text


def test_a_client_per_request_opens_a_connection_per_request(lesson: NotebookNode) -> None:
    assert "connections to the model: 4\n" in printed(lesson, "client-symptom")
    assert "connections to the model: 1\n" in printed(lesson, "client-repair")


def test_async_without_await_is_the_cheaper_form(lesson: NotebookNode) -> None:
    assert "def costs more: True" in printed(lesson, "bends-run")
