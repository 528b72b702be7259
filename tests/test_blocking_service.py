"""The archive's client, and its service as probes hold it."""

import asyncio
import json
import multiprocessing
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder import blocking_service
from autograder.blocking_service import Archive, ArchiveError
from autograder.gates import Answer
from autograder.ledger import Recording, recording


def wait_for(run: Recording, kind: str, count: int) -> None:
    """Wait until `count` events of `kind` have come to the service's lane."""
    seen = threading.Event()

    def look() -> None:
        if len(run.of("service", kind)) >= count:
            seen.set()

    run.on_change = look
    look()
    seen.wait()


def test_process_and_lookup() -> None:
    archive = Archive()
    assert archive.process("  Some\n more   TEXT ") == "some more text (3 words)"
    assert archive.process("Größe") == "größe (1 word)"
    record = archive.lookup("event-loop")
    assert record["title"] == "Event loop" and "one task at a time" in record["text"]
    assert archive.lookup("a/b ?ü")["key"] == "a/b ?ü"


def test_what_is_not_there() -> None:
    with pytest.raises(KeyError, match="no such record"):
        Archive().lookup("missing-7")
    with pytest.raises(ArchiveError, match="not a text"):
        Archive().process(7)  # type: ignore[arg-type]


def test_the_ledger_tells_of_it() -> None:
    with recording() as run:
        Archive().process("one")
        Archive().lookup("two")
    arrived = run.of("service", "arrived")
    assert [event.kind for event in run.events] == ["arrived", "replied"] * 2
    assert [event.detail["prompt"] for event in arrived] == ["one", "two"]
    assert [event.detail["path"] for event in arrived] == ["/process", "/lookup/two"]
    assert arrived[0].detail["connection"] != arrived[1].detail["connection"]


def test_scripted_answers() -> None:
    archive = Archive()
    answers = {
        "/process": Answer((json.dumps({"result": "scripted"}),)),
        "/lookup/a": Answer((json.dumps({"key": "a", "title": "T", "text": "x"}),)),
        "/lookup/b": Answer(("broken",), status=500),
    }
    gate = blocking_service.get().gate
    with gate.session(lambda call: answers[call.path], held=False) as calls:
        assert archive.process("x") == "scripted"
        assert archive.lookup("a")["title"] == "T"
        with pytest.raises(ArchiveError, match="broken"):
            archive.lookup("b")
    assert [call.state for call in calls] == ["replied"] * 3


def test_held_calls_meet_in_threads() -> None:
    archive = Archive()
    with recording() as run, ThreadPoolExecutor(50) as pool:
        with blocking_service.get().gate.session() as calls:
            waiting = [pool.submit(archive.process, f"number {n}") for n in range(50)]
            wait_for(run, "arrived", 50)
            assert not run.of("service", "replied")
            for call in list(calls):
                call.let()
            assert [one.result() for one in waiting] == [f"number {n} (2 words)" for n in range(50)]


def test_a_caller_who_gives_up_is_noticed() -> None:
    from http.client import HTTPConnection

    service = blocking_service.get()
    with recording() as run, service.gate.session() as calls:
        connection = HTTPConnection(service.url.removeprefix("http://"))
        connection.request("GET", "/lookup/x")
        wait_for(run, "arrived", 1)
        connection.close()
        wait_for(run, "closed", 1)
        assert calls[0].state == "closed"


def test_pace_and_checks_that_know_none() -> None:
    service = blocking_service.get()
    with service.pace(latency=3600), service.gate.session(held=False):
        assert Archive().process("x") == "x (1 word)"


def test_its_loop_answers_while_calls_are_held() -> None:
    service = blocking_service.get()
    with recording() as run, ThreadPoolExecutor(1) as pool, service.gate.session():
        pool.submit(Archive().process, "x")
        wait_for(run, "arrived", 1)
        ping = asyncio.run_coroutine_threadsafe(asyncio.sleep(0, "pong"), service.loop)
        assert ping.result() == "pong"


def test_the_address_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    service = blocking_service.get()
    monkeypatch.setenv("COURSE_ARCHIVE_URL", "http://127.0.0.1:1")
    with pytest.raises(ConnectionRefusedError):
        Archive().process("x")
    assert Archive(service.url).process("x") == "x (1 word)"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_worker_process_asks_the_service_of_the_process_that_forked_it() -> None:
    archive = Archive()
    archive.process("started")
    context = multiprocessing.get_context("fork")
    with recording() as run, context.Pool(1) as pool:
        assert pool.apply(archive.process, ["forked"]) == "forked (1 word)"
    assert [event.detail["prompt"] for event in run.of("service", "arrived")] == ["forked"]


def test_the_client_is_light_and_silent() -> None:
    code = """
import sys
from autograder.blocking_service import Archive
assert "fastapi" not in sys.modules
print(Archive().process("Hello there"))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (ended.stdout, ended.stderr) == ("hello there (2 words)\n", "")
