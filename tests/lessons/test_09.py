"""What lesson 09 says about mixed operations is what its runs show."""

import re
from collections.abc import Callable

import pytest
from nbformat import NotebookNode

from lessons.outputs import printed, shown


@pytest.fixture(scope="module")
def lesson(executed: Callable[[str], NotebookNode]) -> NotebookNode:
    return executed("09_mixed_operations")


def test_asearch_wants_a_search_type_and_the_search_finds_the_page(lesson) -> None:
    error, first, _ = printed(lesson, "asearch").splitlines()
    assert "missing 1 required positional argument: 'search_type'" in error
    assert first.startswith("returns · ")


def test_a_search_that_is_not_awaited_holds_the_loop(lesson) -> None:
    most = re.findall(r"at most (\d) at once", printed(lesson, "race"))
    assert most == ["1", "3", "3"]
    picture, *others = shown(lesson, "race").split("three users at once")[1:]
    assert "event loop: held" in picture and "store.similarity_search(" in picture
    assert not any("similarity_search" in other for other in others)


def test_the_shipped_answer_rests_on_the_page_and_names_it(lesson) -> None:
    reply = printed(lesson, "race").splitlines()[-1]
    assert "all returns are free" in reply and "'sources': ['returns'," in reply


def test_a_plain_function_in_async_def_runs_on_the_loop(lesson) -> None:
    assert printed(lesson, "hybrid-run").splitlines() == [
        "/tip: /health was answered only after it had computed",
        "/thread: /health was answered while it computed",
    ]
    tip, _ = shown(lesson, "hybrid-run").split("/thread and /health")
    assert "event loop: held" in tip and "embed(body.data)" in tip


def test_threads_never_use_more_than_one_processor(lesson) -> None:
    said = printed(lesson, "gil")
    used = {way: float(number) for way, number in re.findall(r"^(\w+): ([\d.]+) proc", said, re.M)}
    assert list(used) == ["one_after_the_other", "in_threads", "in_processes"]
    assert used["in_threads"] <= 1.1
    assert said.endswith("the same vectors each time: True\n")


def test_what_needs_nothing_of_each_other_runs_together(lesson) -> None:
    in_turn, together, known = printed(lesson, "sources-run").splitlines()
    assert in_turn == "/in-turn: search and archive one after the other"
    assert together == "/together: search and archive together"
    assert known == "Order A-1001: teapot, 2 of it. The archive is open from nine to five."


def test_a_def_dependency_cannot_set_the_endpoints_context(lesson) -> None:
    assert printed(lesson, "context").splitlines() == [
        "/def-dependency: the endpoint reads 'nobody'",
        "/async-dependency: the endpoint reads 'Ada'",
    ]


def test_a_shared_connection_shares_its_transaction(lesson) -> None:
    shared, own = printed(lesson, "session").splitlines()
    assert shared.split() == ["one", "connection", "for", "both:", "0"]
    assert own.split() == ["one", "for", "each", "task:", "1"]
