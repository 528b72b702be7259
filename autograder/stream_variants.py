"""Apps with a stream, `POST /stream`: some right, some broken, each in one way.

Tests of such a stream are tried on all of them. What each broken one does wrong is what
`fault` says; in everything else it is as right as the right ones.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel

from autograder import offline_model

_EVENTS = "text/event-stream"
_PATH = "/chat/completions"

# The protocol spoken by hand: the SDK's import would take longer than all tests together.
_reached: dict[str, Any] = {
    "base_url": offline_model.get().url,
    "headers": {"authorization": f"Bearer {offline_model.KEY}"},
    "timeout": None,
    "trust_env": False,
}
_model, _sync_model = httpx.AsyncClient(**_reached), httpx.Client(**_reached)


class Message(BaseModel):
    """What a client of `/stream` sends."""

    message: str


@dataclass(frozen=True)
class Variant:
    """One app; `fault` completes "no test notices that …" and is empty for a right one."""

    endpoint: Callable[..., Any]
    fault: str
    response: type[StreamingResponse] = StreamingResponse

    def app(self) -> FastAPI:
        app = FastAPI()
        app.post("/stream", response_class=self.response)(self.endpoint)
        return app


VARIANTS: list[Variant] = []


def _right(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    VARIANTS.append(Variant(endpoint, ""))
    return endpoint


def _broken(fault: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def add(endpoint: Callable[..., Any]) -> Callable[..., Any]:
        VARIANTS.append(Variant(endpoint, fault))
        return endpoint

    return add


async def _fastapi_events(body: Message) -> AsyncIterator[ServerSentEvent]:
    try:
        async for token in _tokens(body):
            yield ServerSentEvent(data={"token": token})
    except httpx.HTTPError:
        yield ServerSentEvent(event="error", data={"message": "The model broke off."})
    else:
        yield ServerSentEvent(event="done", data={})


VARIANTS.append(Variant(_fastapi_events, "", EventSourceResponse))


@_right
async def _own_frames(body: Message) -> StreamingResponse:
    async def frames() -> AsyncIterator[str]:
        yield ": here we are\n\n"
        async for frame in _frames(body):
            done = frame.startswith("event: done")
            yield _frame("done", finish_reason="stop") if done else frame

    return StreamingResponse(frames(), media_type=_EVENTS)


@_broken("the call of the model is never awaited")
async def _never_awaited(body: Message) -> StreamingResponse:
    async def frames() -> AsyncIterator[str]:
        async for line in _model.post(_PATH, json=_asked(body)):  # type: ignore[attr-defined]
            for token in _tokens_in(line):
                yield _frame("token", token=token)
        yield _frame("done")

    return StreamingResponse(frames(), media_type=_EVENTS)


@_broken("the stream comes as text/plain")
async def _plain_text(body: Message) -> StreamingResponse:
    return StreamingResponse(_frames(body), media_type="text/plain")


@_broken("the stream ends without `done`")
async def _no_done(body: Message) -> StreamingResponse:
    async def frames() -> AsyncIterator[str]:
        async for frame in _frames(body):
            if not frame.startswith("event: done"):
                yield frame

    return StreamingResponse(frames(), media_type=_EVENTS)


@_broken("a token with a newline in it gets lost")
async def _no_json(body: Message) -> StreamingResponse:
    async def frames() -> AsyncIterator[str]:
        try:
            async for token in _tokens(body):
                yield f'data: {{"token": "{token}"}}\n\n'
        except httpx.HTTPError:
            yield _frame("error", message="The model broke off.")
        else:
            yield _frame("done")

    return StreamingResponse(frames(), media_type=_EVENTS)


@_broken("the tokens are collected, and sent at the end")
async def _collects(body: Message) -> StreamingResponse:
    async def frames() -> AsyncIterator[str]:
        for frame in [frame async for frame in _frames(body)]:
            yield frame

    return StreamingResponse(frames(), media_type=_EVENTS)


@_broken("the model breaks off, and no `error` follows")
async def _no_error(body: Message) -> StreamingResponse:
    async def frames() -> AsyncIterator[str]:
        async for frame in _frames(body):
            if not frame.startswith("event: error"):
                yield frame

    return StreamingResponse(frames(), media_type=_EVENTS)


@_broken("the stream still says `done` after an `error`")
async def _done_after_error(body: Message) -> StreamingResponse:
    async def frames() -> AsyncIterator[str]:
        async for frame in _frames(body):
            yield frame
            if frame.startswith("event: error"):
                yield _frame("done")

    return StreamingResponse(frames(), media_type=_EVENTS)


@_broken("the model goes on when the client has left")
async def _keeps_paying(body: Message) -> StreamingResponse:
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    async def read() -> None:
        async for frame in _frames(body):
            queue.put_nowait(frame)
        queue.put_nowait(None)

    reading = asyncio.create_task(read())

    async def frames() -> AsyncIterator[str]:
        while (frame := await queue.get()) is not None:
            yield frame
        await reading

    return StreamingResponse(frames(), media_type=_EVENTS)


@_broken("one user's stream keeps all others waiting")
async def _holds_the_loop(body: Message) -> StreamingResponse:
    async def frames() -> AsyncIterator[str]:
        try:
            # The fault itself.
            with _sync_model.stream("POST", _PATH, json=_asked(body)) as reply:  # noqa: ASYNC212
                for line in reply.iter_lines():
                    for token in _tokens_in(line):
                        yield _frame("token", token=token)
        except httpx.HTTPError:
            yield _frame("error", message="The model broke off.")
        else:
            yield _frame("done")

    return StreamingResponse(frames(), media_type=_EVENTS)


def _asked(body: Message) -> dict[str, Any]:
    messages = [{"role": "user", "content": body.message}]
    return {"model": "gpt-4o-mini", "messages": messages, "stream": True}


async def _tokens(body: Message) -> AsyncIterator[str]:
    async with _model.stream("POST", _PATH, json=_asked(body)) as reply:
        async for line in reply.aiter_lines():
            for token in _tokens_in(line):
                yield token


def _tokens_in(line: str) -> Iterator[str]:
    """The tokens in one line of the model's stream."""
    if line.startswith("data: {"):
        for choice in json.loads(line.removeprefix("data: "))["choices"]:
            if token := choice["delta"].get("content"):
                yield token


async def _frames(body: Message) -> AsyncIterator[str]:
    try:
        async for token in _tokens(body):
            yield _frame("token", token=token)
    except httpx.HTTPError:
        yield _frame("error", message="The model broke off.")
    else:
        yield _frame("done")


def _frame(name: str, **data: str) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
