"""Lesson 05: what it says about LangChain and LangGraph is what its runs show."""

import os

import pytest

from lessons.outputs import printed, shown, together

NAME = "05_langchain_langgraph"


@pytest.fixture(scope="module")
def lesson(executed):
    return executed(NAME)


def test_invoke_lets_one_call_through_at_a_time(lesson) -> None:
    assert together(lesson, "breaks-run") == [1]
    assert "llm.invoke(body.message)" in shown(lesson, "breaks-run")


@pytest.mark.parametrize("cell_id", ["works-run", "ship-run"])
def test_ainvoke_lets_three_through(lesson, cell_id: str) -> None:
    assert together(lesson, cell_id) == [3]


def test_the_raw_message_gives_metadata_away(lesson) -> None:
    assert "usage_metadata" in printed(lesson, "works-run")
    assert printed(lesson, "ship-run").splitlines()[-1].split(":")[1].strip() == "response"


def test_run_and_arun_are_gone(lesson) -> None:
    told = dict(line.split() for line in printed(lesson, "removed-run").splitlines())
    gone = [name for name, state in told.items() if state == "gone"]
    assert gone == ["run", "arun"]
    assert len(told) == 8


def test_a_chain_streams(lesson) -> None:
    translated, streamed = printed(lesson, "chain-run").splitlines()
    assert translated == "Buenos días"
    assert streamed.count("|") > 10


def test_a_batch_starts_all_at_once_unless_it_is_limited(lesson) -> None:
    assert together(lesson, "batch-run") == [8, 4]
    answers = ", ".join(f"'{number} * 7 = {number * 7}'" for number in range(1, 9))
    assert f"[{answers}]" in printed(lesson, "batch-run")


def test_a_graph_lets_two_users_in(lesson) -> None:
    assert together(lesson, "graph-run") == [2]
    assert "2 requests, 4 model calls" in shown(lesson, "graph-run")


def test_the_mode_messages_gives_tokens_of_nodes_that_do_not_stream(lesson) -> None:
    updates, messages = printed(lesson, "stream-run").split("messages:")
    assert updates.split()[1:] == ["research", "write"]
    found = eval(messages.splitlines()[1])
    assert list(found) == ["research", "write"]
    assert min(found.values()) > 10


def test_an_async_graph_has_no_sync_side(lesson) -> None:
    sync, saver = printed(lesson, "no-sync-run").splitlines()
    assert "No synchronous function provided" in sync
    assert saver.split() == ["graph.ainvoke:", "NotImplementedError"]


def test_a_sync_model_is_limited_by_the_default_threads(lesson) -> None:
    underneath, native = together(lesson, "underneath-run")
    assert 1 < underneath <= min(32, (os.cpu_count() or 1) + 4)
    assert underneath < native <= 40


def test_an_async_node_that_invokes_holds_the_loop(lesson) -> None:
    assert together(lesson, "node-run") == [1]
    assert "llm.invoke(" in shown(lesson, "node-run")


def test_langchain_keeps_its_client_and_the_sdk_does_not(lesson) -> None:
    assert printed(lesson, "clients-run").splitlines() == [
        "/langchain: 1 connection",
        "/sdk: 4 connections",
    ]
