"""Lesson 01: what it says about coroutines, turns and the notebook's loop is so."""

from collections.abc import Callable

import pytest
from nbformat import NotebookNode

from lessons.outputs import printed, shown


@pytest.fixture
def lesson(executed: Callable[[str], NotebookNode]) -> NotebookNode:
    return executed("01_async_await")


def test_a_call_does_not_begin_until_it_is_awaited(lesson: NotebookNode) -> None:
    assert printed(lesson, "call").splitlines() == [
        "made is a coroutine",
        "now it is awaited:",
        "greet has begun for Ada",
        "text is 'Hello, Ada'",
    ]
    assert "'coroutine' object has no attribute 'choices'" in printed(lesson, "forgotten")


@pytest.mark.parametrize(
    ("cell_id", "order"),
    [
        ("turns", "A1 B1 A2 B2 A3 B3"),
        ("no-turns", "A1 A2 A3 B1 B2 B3"),
        ("bends-run", "A1 A2 A3 B1 B2 B3"),
    ],
)
def test_who_has_the_loop(lesson: NotebookNode, cell_id: str, order: str) -> None:
    assert printed(lesson, cell_id).strip() == order


@pytest.mark.parametrize(
    ("cell_id", "calls"),
    [
        ("one-by-one", "never two calls at once"),
        ("together", "up to 3 calls at once"),
        ("ship-it", "up to 3 calls at once"),
    ],
)
def test_three_questions(lesson: NotebookNode, cell_id: str, calls: str) -> None:
    assert calls in shown(lesson, cell_id)


def test_gather_computes_one_after_the_other_in_one_thread(lesson: NotebookNode) -> None:
    lines = printed(lesson, "computing").splitlines()
    assert [line.split(" in thread")[0] for line in lines] == [
        f"{name} {what}" for name in "ABC" for what in ("begins", "ends")
    ]
    assert len({line.partition(" in thread ")[2] for line in lines[::2]}) == 1


def test_asyncio_run_fails_in_a_cell_and_works_in_a_script(lesson: NotebookNode) -> None:
    in_cell = printed(lesson, "run")
    assert "running: True" in in_cell
    assert "RuntimeError: asyncio.run() cannot be called from a running event loop" in in_cell
    assert printed(lesson, "script") == "Hello from a script\n"
    assert printed(lesson, "own-loop").endswith("Hello, Bob\n")


def test_what_nest_asyncio_changes(lesson: NotebookNode) -> None:
    assert printed(lesson, "nest").splitlines() == [
        "before:  asyncio.runners _asyncio",
        "patched: nest_asyncio asyncio.tasks",
        "a run inside a run works now",
        "0.3 seconds are over: the time-out has stopped nothing",
        "and what comes after is hit instead: CancelledError",
    ]
