"""Explanations point at the learner's line, and at nothing of ours or of a library's."""

import asyncio
import json
import logging
import sys
import threading
import time
import warnings

from autograder.explain import (
    is_learners,
    let_go,
    observing,
    raised_at,
    shorten,
    standing,
    turning,
)


def test_frames_of_libraries_are_not_the_learners() -> None:
    assert is_learners(__file__)
    assert not is_learners(json.__file__)
    assert not is_learners(asyncio.__file__)
    assert not is_learners(logging.__file__)
    assert not is_learners(sys.modules["autograder.explain"].__file__ or "")
    assert not is_learners("<frozen importlib._bootstrap>")


def test_raised_at_is_the_learners_line_not_the_librarys() -> None:
    try:
        json.loads("{")
    except ValueError as error:
        raised = raised_at(error)
    assert raised.type == "JSONDecodeError"
    assert raised.place is not None and raised.place.code == 'json.loads("{")'


def test_raised_at_looks_into_groups() -> None:
    async def fail() -> None:
        raise KeyError("x")

    async def main() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())

    try:
        asyncio.run(main())
    except BaseExceptionGroup as error:
        raised = raised_at(error)
    assert raised.type == "KeyError"
    assert raised.place is not None and raised.place.code == 'raise KeyError("x")'


def test_a_function_turns_in_its_own_loop_only() -> None:
    found = []
    for _ in range(1):

        def straight() -> None:
            found.append(turning(sys._getframe()))

        def round_and_round() -> None:
            for _ in range(1):
                found.append(turning(sys._getframe()))

        straight()
        round_and_round()
    none, own = found
    assert none is None
    assert own is not None and own.line == round_and_round.__code__.co_firstlineno + 1


def test_standing_ends_where_the_loop_begins() -> None:
    async def main() -> None:
        place = standing(sys._getframe())
        assert place is not None and place.code == "standing(sys._getframe())"

    asyncio.run(main())


def test_a_loop_that_waits_stands_nowhere() -> None:
    """Although a script of the learner's runs it, in frames further out."""
    loops_thread = threading.get_ident()
    places = []

    def look() -> None:
        while (frame := sys._current_frames()[loops_thread]).f_code.co_name != "select":
            time.sleep(0.001)
        places.append(standing(frame))

    async def main() -> None:
        await asyncio.get_running_loop().run_in_executor(None, look)

    asyncio.run(main())
    assert places == [None]


def test_unawaited_call_is_named_with_its_line() -> None:
    async def fetch() -> None:
        """Never runs."""

    async def main() -> list:
        with observing(asyncio.get_running_loop()) as seen:
            fetch()
            return seen.findings().unawaited

    ((name, place),) = asyncio.run(main())
    assert name == "fetch"
    assert place is not None and place.code == "fetch()"


def test_coroutine_held_by_a_traceback_is_let_go() -> None:
    async def fetch() -> None:
        """Never runs."""

    def answer() -> None:
        reply = fetch()
        reply.text  # noqa: B018

    async def main() -> list:
        with observing(asyncio.get_running_loop()) as seen:
            try:
                answer()
            except AttributeError as error:
                kept = error
                kept.__context__ = RuntimeError("an exception can be in its own context")
                kept.__context__.__context__ = kept
                let_go(error)
            assert kept is not None
            return seen.findings().unawaited

    assert len(asyncio.run(main())) == 1


def test_lost_task_is_found_and_nothing_is_printed(capfd) -> None:
    async def fail() -> None:
        raise ValueError("nobody saw me")

    async def main() -> list:
        with observing(asyncio.get_running_loop()) as seen:
            task = asyncio.create_task(fail())
            await asyncio.sleep(0)
            del task
            logging.getLogger("uvicorn").error("a log line")
            warnings.warn("a warning", stacklevel=1)
            return seen.findings().lost

    (lost,) = asyncio.run(main())
    assert (lost.type, lost.message) == ("ValueError", "nobody saw me")
    assert capfd.readouterr().err == ""


def test_shorten_keeps_the_call_and_drops_its_arguments() -> None:
    assert shorten("await client.create(\n    model='x',\n)") == "client.create( model='x', )"
    assert shorten(f"create(model={'x' * 60!r})") == "create(…)"
    assert len(shorten("a" * 99)) <= 44
