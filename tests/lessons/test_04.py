"""Lesson 04: what it says about the safe default is what its runs show."""

import re

import pytest

from lessons.outputs import printed, shown

NAME = "04_rule_3_when_in_doubt"


@pytest.fixture(scope="module")
def lesson(executed):
    return executed(NAME)


def test_an_attribute_can_hold_the_loop(lesson) -> None:
    assert printed(lesson, "innocent-run").splitlines() == [
        "/async/event-loop: first to answer was the archive",
        "/def/event-loop: first to answer was health",
    ]
    assert re.search(r"held for .*archive\.lookup\(self\.key\)", shown(lesson, "innocent-run"))


def test_only_two_requests_show_the_blocking_line(lesson) -> None:
    results = [line.split(":")[0] for line in printed(lesson, "tests").splitlines()]
    assert results == [
        "test_one_request /async/event-loop passed",
        "test_one_request /def/event-loop passed",
        "test_two_requests /async/event-loop failed",
        "test_two_requests /def/event-loop passed",
    ]


def test_a_plain_function_may_give_something_to_await(lesson) -> None:
    looks = [re.findall("True|False", line) for line in printed(lesson, "looks").splitlines()]
    assert looks == [["False", "False"], ["True", "True"], ["False", "True"]]


def test_blocking_stops_the_heartbeat(lesson) -> None:
    lines = printed(lesson, "heartbeat").splitlines()
    assert all(re.search(r" \(silent for \d+% of the call\)$", line) for line in lines)
    *shown, instant = [line.partition(" (")[0] for line in lines]
    assert shown == ["document.title: no heartbeat", "fetch(…): the heart goes on"]
    # On a busy machine even this may take longer than a tick.
    assert instant in ("Document(…): too quick to tell", "Document(…): no heartbeat")


def test_the_41st_gets_in_when_one_has_left(lesson) -> None:
    assert re.findall(r"\d+", printed(lesson, "budget")) == ["40", "1", "41"]


def test_the_fourth_waits_for_one_of_three_threads(lesson) -> None:
    assert printed(lesson, "rounds").endswith("first reply: 3 of 4\n")
    assert "up to 3 calls at once" in shown(lesson, "rounds")


def test_the_hop_is_measured(lesson) -> None:
    paths = [line.split(":")[0] for line in printed(lesson, "hop").splitlines()]
    assert paths == ["/def", "/async-def"]


def test_threads_lose_what_they_share_unless_it_is_locked(lesson) -> None:
    assert printed(lesson, "shared") == "{'async': 3, 'def': 1}\n"
    assert printed(lesson, "locked") == "counted: 3\n"
    assert "up to 3 calls at once" in shown(lesson, "locked")
