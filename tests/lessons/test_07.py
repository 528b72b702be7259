"""What lesson 07 says about its streams is what its runs show."""

import re
from collections.abc import Callable

import pytest
from nbformat import NotebookNode

from lessons.outputs import printed, shown

JOKE_TOKENS = 19


@pytest.fixture(scope="module")
def lesson(executed: Callable[[str], NotebookNode]) -> NotebookNode:
    return executed("07_streaming")


def test_the_plain_transport_gives_one_chunk_and_the_courses_client_every_token(lesson) -> None:
    assert printed(lesson, "plain-transport").startswith("1 chunk: 'Why did the coroutine")
    assert f"{JOKE_TOKENS} chunks: ['Why'," in printed(lesson, "course-client")
    assert f"{JOKE_TOKENS} chunks read" in shown(lesson, "course-client")


def test_the_test_of_a_stream_passes(lesson) -> None:
    assert printed(lesson, "testclient") == "passed\n"


def test_only_the_fake_has_the_whole_reply_before_its_first_words(lesson) -> None:
    said = re.findall(
        r"^(/\w+): first words after (\d+) of (\d+)", printed(lesson, "race"), re.MULTILINE
    )
    assert [path for path, _, _ in said] == ["/fake", "/works", "/ship"]
    (_, fake, total), *streams = said
    assert fake == total == str(JOKE_TOKENS)
    assert all(int(first) < JOKE_TOKENS for _, first, _ in streams)


def test_frames_by_hand_lose_what_follows_a_newline(lesson) -> None:
    by_hand, _, as_json = printed(lesson, "newline").partition("as JSON: ")
    assert as_json.split("\n")[1:3] == [
        "each waits where it says await,",
        "and the loop moves on.",
    ]
    assert "each" not in by_hand and " and" not in by_hand


def test_a_break_shows_in_text_is_told_in_words_and_hidden_by_bare_events(lesson) -> None:
    text, events, told = printed(lesson, "break-off").splitlines()
    assert text == "/text: 200, 'Why did the', and a broken connection"
    assert events.startswith("/events: 200,") and events.endswith("and a normal end")
    assert events.count('"token"') == told.count('"token"') == 3
    assert "error" not in events
    assert "event: error" in told and "done" not in told and told.endswith("and a normal end")


def test_a_status_is_final_once_the_response_has_begun(lesson) -> None:
    early, late = printed(lesson, "status").splitlines()
    assert early.startswith("/early: 503,")
    assert late == "/late: 200, '', and a broken connection"


def test_who_leaves_stops_a_stream_and_a_watched_call_but_not_a_plain_one(lesson) -> None:
    assert printed(lesson, "hang-up").splitlines() == [
        "/stream: the model's call was closed",
        "/long: the model's call was paid to its end",
        "/watched: the model's call was closed",
    ]


def test_a_graph_goes_on_unless_it_runs_in_a_task(lesson) -> None:
    assert printed(lesson, "graph").splitlines() == [
        "/graph: the model's call was paid to its end",
        "/graph-in-a-task: the model's call was closed",
    ]


def test_content_may_be_a_list_of_blocks(lesson) -> None:
    content, text = printed(lesson, "blocks").splitlines()
    assert content.startswith("content: [{'type': 'text'")
    assert text.split() == ["text:", "'Why'"]


def test_only_the_event_stream_asks_proxies_not_to_buffer(lesson) -> None:
    text, events = printed(lesson, "proxies").splitlines()
    assert "'x-accel-buffering': None" in text
    assert "'x-accel-buffering': 'no'" in events
