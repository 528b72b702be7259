"""Lesson 03: what it says about blocking libraries and threads is what its runs show."""

import re

import pytest

from lessons.outputs import printed, shown

NAME = "03_rule_2_blocking_libraries"


@pytest.fixture(scope="module")
def lesson(executed):
    return executed(NAME)


def told(lesson, cell_id: str) -> dict[str, str]:
    """What a cell printed, as "name: what is said of it"."""
    return dict(line.rsplit(": ", 1) for line in printed(lesson, cell_id).splitlines())


@pytest.mark.parametrize(
    ("cell_id", "blocks", "moves"),
    [("two-run", "/in-async", "/in-def"), ("tip", "/tip", "/moved")],
)
def test_only_off_the_loop_are_three_at_the_archive(
    lesson, cell_id: str, blocks: str, moves: str
) -> None:
    at_once = told(lesson, cell_id)
    assert at_once[f"{blocks}: at the archive at the same time"] == "1"
    assert at_once[f"{moves}: at the archive at the same time"] == "3"


@pytest.mark.parametrize(
    ("cell_id", "line"),
    [
        ("two-run", "archive.process(body.data)"),
        ("tip", "archive.process(text)"),
        ("background", "archive.process(text)"),
    ],
)
def test_the_picture_names_the_line_that_blocks(lesson, cell_id: str, line: str) -> None:
    assert re.search(rf"held for .* by line \d+: {re.escape(line)}", shown(lesson, cell_id))


def test_what_fastapi_calls_as_def_runs_in_a_thread(lesson) -> None:
    assert told(lesson, "where") == {
        "def endpoint": "a worker thread",
        "its async def dependency": "the loop",
        "async def endpoint": "the loop",
        "its def dependency": "a worker thread",
        "plain function called in it": "the loop",
    }


def test_three_are_at_the_archive_and_then_at_the_model(lesson) -> None:
    assert set(told(lesson, "mixed").values()) == {"3"}


def test_no_record_is_a_404(lesson) -> None:
    assert [line[:3] for line in printed(lesson, "ship").splitlines()] == ["200", "404"]


def test_a_shared_connection_fails_and_one_of_its_own_does_not(lesson) -> None:
    shared, own = printed(lesson, "connection").splitlines()
    assert shared.startswith("/shared-connection 500") and "thread" in shared
    assert own.startswith("/own-connection 200") and "teapot" in own


def test_only_the_async_health_check_answers_beside_80_slow_calls(lesson) -> None:
    assert told(lesson, "health") == {
        "`def` health check": "waits for a thread",
        "`async def` health check": "answered",
        "slow calls answered so far": "0",
    }


def test_threads_and_connections_wait_for_each_other(lesson) -> None:
    counts = {
        path: [int(number) for number in re.findall(r"\b\d+\b", text)]
        for path, text in told(lesson, "pool").items()
    }
    served, turned_away = counts["/from-a-dependency"]
    assert turned_away > 0 and served + turned_away == 60
    assert counts["/in-the-endpoint"] == [60, 0]


def test_only_a_def_background_task_leaves_the_loop_free(lesson) -> None:
    assert told(lesson, "background") == {
        "/later-async": "the ping was answered after the archive",
        "/later-def": "the ping was answered before the archive",
    }
