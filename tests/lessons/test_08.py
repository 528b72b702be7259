"""What lesson 08 says about calls at once is what its runs show."""

import re
from collections.abc import Callable

import pytest
from nbformat import NotebookNode

from lessons.outputs import printed, shown


@pytest.fixture(scope="module")
def lesson(executed: Callable[[str], NotebookNode]) -> NotebookNode:
    return executed("08_parallel_calls")


def test_only_gather_has_calls_in_flight_together(lesson) -> None:
    most = dict(re.findall(r"^(/\w+): at most (\d)", printed(lesson, "race"), re.MULTILINE))
    assert most == {"/loop": "1", "/tasks": "1", "/gather": "3"}
    assert shown(lesson, "race").count("never two calls at once") == 2


def test_gather_keeps_the_order_and_as_completed_that_of_the_replies(lesson) -> None:
    gather, completed = printed(lesson, "order").splitlines()
    assert gather.endswith("['story', 'joke', 'sum']")
    assert completed.endswith("['sum', 'joke', 'story']")


def test_gather_leaves_siblings_running_and_a_task_group_cancels_them(lesson) -> None:
    gather, group = printed(lesson, "siblings").splitlines()
    assert gather == (
        "/gather: status 500; the calls: ['replied 200', 'replied 200', 'replied 500']"
    )
    assert group == "/task-group: status 500; the calls: ['closed', 'closed', 'replied 500']"


def test_returned_exceptions_go_out_as_results_unless_somebody_looks(lesson) -> None:
    said = printed(lesson, "partial-run")
    assert said.startswith("/fails: 500\n/hides: 200\n")
    hides, _, ship = said.partition("/ship: 200\n")
    assert hides.count("Error code: 500") == 1 and hides.rstrip().endswith("not said")
    assert ship.count("None") == 1 and "Error" not in ship
    assert re.search(r"failed:  \['\w+'\]", ship)


def test_a_limit_made_in_the_endpoint_is_one_for_each_user(lesson) -> None:
    mine, ours = re.findall(r"at most (\d+) at the model", printed(lesson, "limits-run"))
    assert int(mine) > 3
    assert int(ours) == 3


def test_the_default_time_out_is_ten_minutes_three_times_over(lesson) -> None:
    assert printed(lesson, "defaults") == (
        "the SDK's time-out: 600 seconds\ntries after the first: 2\nLangChain's time-out: None\n"
    )


def test_only_what_is_cancelled_stops_the_model(lesson) -> None:
    assert printed(lesson, "late-three").splitlines() == [
        "/thread: status 504, and the model's call was paid to its end",
        "/wait: status 504, and the model's call was paid to its end",
        "/timeout: status 504, and the model's call was closed",
    ]


def test_gather_is_concurrency_on_one_thread(lesson) -> None:
    assert printed(lesson, "one-thread").startswith("3 agents, 1 thread: ")


def test_a_handler_for_the_error_does_not_see_into_a_group(lesson) -> None:
    assert printed(lesson, "groups").split() == [
        *("/gather:", "503"),
        *("/group:", "500"),
        *("/unwrapped:", "503"),
    ]
