"""The probes of lesson 07 do what their docstrings show, and read streams as browsers do."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse
from openai import AsyncOpenAI
from probing import ask

from autograder.probes.hang_up import hung_up
from autograder.probes.overlap import overlap
from autograder.probes.sse import ServerSentEvent, ends_with, events, listening, tokens
from autograder.probes.streaming import content_type, streaming
from autograder.run import Run
from autograder.verdict import Failed


def says(reason: str, app: FastAPI, check: Callable[[Run], Awaitable[None]]) -> str:
    """The headline with which `check` fails `app`, for `reason`."""
    with pytest.raises(Failed) as failed:
        ask(app, check)
    assert failed.value.reason == reason
    return failed.value.headline


def made_of(
    body: Callable[[AsyncIterator[str]], AsyncIterator[str]], media_type: str = "text/plain"
) -> FastAPI:
    """An app whose `/stream` sends what `body` makes of the model's tokens."""
    app = FastAPI()

    @app.post("/stream")
    async def stream(request: Request) -> StreamingResponse:
        message = (await request.json())["message"]

        async def said() -> AsyncIterator[str]:
            async with AsyncOpenAI() as client:
                messages = [{"role": "user", "content": message}]
                async for chunk in await client.chat.completions.create(
                    model="gpt-4o-mini", messages=messages, stream=True
                ):
                    yield chunk.choices[0].delta.content or ""

        return StreamingResponse(body(said()), media_type=media_type)

    return app


async def as_they_come(said: AsyncIterator[str]) -> AsyncIterator[str]:
    async for token in said:
        yield token


async def all_at_once(said: AsyncIterator[str]) -> AsyncIterator[str]:
    yield "".join([token async for token in said])


async def one_ahead(said: AsyncIterator[str]) -> AsyncIterator[str]:
    held = ""
    async for token in said:
        yield held
        held = token
    yield held


async def two_ahead(said: AsyncIterator[str]) -> AsyncIterator[str]:
    held = ["", ""]
    async for token in said:
        yield held.pop(0)
        held.append(token)
    yield "".join(held)


# --- streaming


async def trickles(run: Run) -> None:
    with run.model() as calls:
        user = run.post("/stream", message=run.phrase())
        await overlap(run, [user], calls, count=1)
        await streaming(run, user, calls[0])
        await run.finish(user)
    assert user.text == calls[0].answer.text
    content_type(run, user, "text/plain")


@pytest.mark.parametrize("body", [as_they_come, one_ahead])
def test_a_stream_may_look_one_token_ahead(body) -> None:
    ask(made_of(body), trickles)


@pytest.mark.parametrize(
    "body, headline",
    [
        (all_at_once, "the model has sent 2 tokens, but the client has nothing"),
        (two_ahead, "the model has sent 2 tokens, but the client has nothing"),
    ],
)
def test_tokens_kept_back_are_no_stream(body, headline: str) -> None:
    assert says("collects", made_of(body), trickles) == headline


def test_a_stream_of_another_type() -> None:
    app = made_of(as_they_come, "text/html")
    assert (
        says("wrong-content-type", app, trickles)
        == "`POST /stream` sends text/html, not text/plain"
    )


def test_the_model_must_be_asked_for_a_stream() -> None:
    app = FastAPI()

    @app.post("/stream")
    async def whole(request: Request) -> str:
        async with AsyncOpenAI() as client:
            messages = [{"role": "user", "content": "hello"}]
            await client.chat.completions.create(model="gpt-4o-mini", messages=messages)
        return ""

    says("not-asked-to-stream", app, trickles)


def test_after_some_tokens_none_is_on_its_way() -> None:
    """The client has them all, unless the app holds the last one back."""

    async def check(run: Run) -> None:
        with run.model() as calls:
            user = run.post("/stream", message=run.phrase())
            await overlap(run, [user], calls, count=1)
            first, second, *_ = calls[0].answer.pieces
            await streaming(run, user, calls[0], upto=2)
            heard.append(user.text.removeprefix(first) == second)

    heard: list[bool] = []
    ask(made_of(as_they_come), check)
    ask(made_of(one_ahead), check)
    assert heard == [True, False]


# --- hanging up


async def leaves(run: Run) -> None:
    with run.model() as calls:
        user = run.post("/stream", message=run.phrase())
        await overlap(run, [user], calls, count=1)
        call = calls[0]
        call.let(1)
        await run.until(lambda: user.chunks > 0)
        await user.leave()
        await hung_up(run, call)


def test_a_stream_that_ends_with_its_client() -> None:
    ask(made_of(as_they_come), leaves)


def test_a_stream_that_is_read_on() -> None:
    reading = set()

    async def read_on(said: AsyncIterator[str]) -> AsyncIterator[str]:
        queue: asyncio.Queue[str] = asyncio.Queue()

        async def read() -> None:
            async for token in said:
                queue.put_nowait(token)

        reading.add(asyncio.create_task(read()))
        while True:
            yield await queue.get()

    says("keeps-paying", made_of(read_on), leaves)


# --- server-sent events


def test_events_are_read_as_a_browser_reads_them() -> None:
    text = (
        ": a comment\n\n"
        "data: one\n\n"
        "event: named\r\ndata:two\r\ndata:  three\r\n\r\n"
        "event: dropped\n\n"
        "id: 7\ndata\n\n"
        "event: unfinished\ndata: x\n"
    )
    assert events(text) == [
        ServerSentEvent("message", "one"),
        ServerSentEvent("named", "two\n three"),
        ServerSentEvent("message", ""),
    ]


def test_tokens_are_the_text_in_json_whatever_the_events_name() -> None:
    text = 'data: {"token": "a\\n"}\n\nevent: token\ndata: {"token": "b"}\n\ndata: c\n\n'
    assert tokens(text + 'event: done\ndata: {"token": "d"}\n\n') == "a\nb"


async def is_told(run: Run) -> None:
    with run.model() as calls:
        user = run.post("/stream", message=run.phrase())
        await overlap(run, [user], calls, count=1)
        await streaming(run, user, calls[0], heard=listening(run, user))
        await run.finish(user)
    assert listening(run, user)(user.text) == calls[0].answer.text
    ends_with(run, user, "done")


def framed(frame: Callable[[str], str], end: str) -> FastAPI:
    async def frames(said: AsyncIterator[str]) -> AsyncIterator[str]:
        async for token in said:
            if token:
                yield frame(token)
        yield end

    return made_of(frames, "text/event-stream")


def as_json(token: str) -> str:
    return f"data: {json.dumps({'token': token})}\n\n"


DONE = "event: done\ndata: {}\n\n"


def test_a_stream_of_events() -> None:
    ask(framed(as_json, DONE), is_told)


@pytest.mark.parametrize(
    "frame, end, reason, headline",
    [
        (as_json, "", "no-done", "the stream does not end with an event named `done`"),
        (as_json, "data: [DONE]\n\n", "no-done", "`[DONE]` came as data, not in an event named"),
        (as_json, "event: done\n\n", "no-done", "the event `done` has no `data:` line"),
        (as_json, DONE[:-1], "no-done", "the event `done` is never finished"),
        (as_json, DONE * 2, "many-done", "the stream sends 2 events named `done`"),
        (lambda token: as_json(token)[:-1], DONE, "unfinished-event", "the events run into one"),
        (lambda token: f"data: {token}\n\n", DONE, "wrong-event", "an event holds"),
    ],
)
def test_a_stream_of_events_that_a_browser_misreads(frame, end, reason, headline) -> None:
    assert says(reason, framed(frame, end), is_told).startswith(headline)
