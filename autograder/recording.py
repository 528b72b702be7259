"""The ledger's client lane: an httpx transport that records what passes through another one."""

import asyncio
import codecs
import itertools
from collections.abc import AsyncIterator
from typing import Any

import httpx

from autograder.ledger import record

_numbers = itertools.count(1)


class RecordingTransport(httpx.AsyncBaseTransport):
    """Record every request sent through `transport`, and what comes back, as it comes.

    Works with any transport: over TCP with `httpx.AsyncHTTPTransport()`, in this process
    with `StreamingASGITransport(app)`. A request's extension "label" names its lane.
    """

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        self.transport = transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        call = _Call(request)
        try:
            response = await self.transport.handle_async_request(request)
        except BaseException as error:
            call.broke(error)
            raise
        assert isinstance(response.stream, httpx.AsyncByteStream)
        call.record("status", status=response.status_code)
        response.stream = _RecordedStream(response.stream, call)
        return response

    async def aclose(self) -> None:
        await self.transport.aclose()


class _RecordedStream(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, call: "_Call") -> None:
        self._stream = stream
        self._chunks = aiter(stream)
        self._call = call
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        try:
            chunk = await anext(self._chunks)
        except StopAsyncIteration:
            self._call.end("done")
            raise
        except BaseException as error:
            self._call.broke(error)
            raise
        self._call.record("chunk", text=self._decoder.decode(chunk))
        return chunk

    async def aclose(self) -> None:
        self._call.end("left")
        await self._stream.aclose()


class _Call:
    """One request in the client lane, from `sent` to the one event that ends it."""

    def __init__(self, request: httpx.Request) -> None:
        self._number = next(_numbers)
        self._ended = False
        sent = f"{request.method} {request.url.raw_path.decode('ascii')}"
        label = request.extensions.get("label", sent)
        self.record("sent", label=label, body=_text(request))

    def record(self, kind: str, **detail: Any) -> None:
        record("client", self._number, kind, **detail)

    def broke(self, error: BaseException) -> None:
        """The call ended in `error`; a cancelled client has left."""
        if isinstance(error, asyncio.CancelledError):
            self.end("left")
        else:
            self.end("error", message=f"{type(error).__name__}: {error}")

    def end(self, kind: str, **detail: Any) -> None:
        if not self._ended:
            self._ended = True
            self.record(kind, **detail)


def _text(request: httpx.Request) -> str:
    """The request's body; "" for one that is streamed, which is not there yet."""
    try:
        return request.content.decode("utf-8", "replace")
    except httpx.RequestNotRead:
        return ""
