"""Lesson 10: who computes, how many threads there are, and who shares a client, is as it says."""

import re
from collections.abc import Callable

import pytest
from nbformat import NotebookNode

from lessons.outputs import printed


@pytest.fixture
def lesson(executed: Callable[[str], NotebookNode]) -> NotebookNode:
    return executed("10_performance")


def test_users_who_wait_need_no_threads(lesson: NotebookNode) -> None:
    text = printed(lesson, "waiting-run")
    assert "at the model at the same time: 30" in text
    assert "threads started: 0" in text


def test_threads_share_a_processor_and_processes_do_not(lesson: NotebookNode) -> None:
    text = printed(lesson, "faster-run")
    busy = re.search(r"/in-a-thread: this process kept ([\d.]+) processors busy", text)
    assert busy and float(busy[1]) <= 1.1
    assert "the pool left this process less than half of the work: True" in text


def test_def_endpoints_have_forty_threads(lesson: NotebookNode) -> None:
    assert "threads for all def endpoints: 40" in printed(lesson, "budget-app")
    text = printed(lesson, "budget-run")
    assert "at the archive at the same time: 40" in text
    assert "/slow replies before /health-async: 0" in text
    waited = re.search(r"/slow replies before /health-def: (\d+)", text)
    assert waited and int(waited[1]) > 0


def test_a_limiter_of_its_own_leaves_the_others_alone(lesson: NotebookNode) -> None:
    text = printed(lesson, "own-limiter-run")
    assert "at the archive at the same time: 60" in text
    assert "/own-threads replies before /health-async: 0" in text
    assert "/own-threads replies before /health-def: 0" in text


@pytest.mark.parametrize(
    ("path", "connections"),
    [("/client-each-time", 5), ("/one-client", 1), ("/langchain-each-time", 1)],
)
def test_how_many_connections_the_model_sees(
    lesson: NotebookNode, path: str, connections: int
) -> None:
    assert f"connections of {path}: {connections}\n" in printed(lesson, "client-run")


def test_the_shipped_app_answers(lesson: NotebookNode) -> None:
    assert "'dimensions': 8," in printed(lesson, "ship")
