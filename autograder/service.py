"""A gated service: what the offline model and the blocking service have in common."""

import asyncio
import os
import socket
from asyncio import sleep  # bound now: learners replace `asyncio.sleep`
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from autograder.gates import Call, Gate
from autograder.ledger import Lane
from autograder.loopback import LoopbackServer


@dataclass(frozen=True)
class Pace:
    """How long a service takes over a reply, and over each of its tokens, in seconds."""

    latency: float = 0.0
    token: float = 0.0


@dataclass(frozen=True)
class Part:
    """One piece of a stream: its text for the ledger, its bytes for the wire."""

    text: str
    wire: bytes


class Service:
    """A server with a gate: lessons set its pace, probes hold it."""

    def __init__(self, lane: Lane, app: ASGIApp) -> None:
        self.gate = Gate(lane)
        self.pid = os.getpid()
        self._pace = Pace()
        self._server = LoopbackServer(app, f"autograder {lane}")

    @property
    def url(self) -> str:
        return self._server.address

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The event loop of the service's own thread."""
        return self._server.loop

    def listening(self, further: socket.socket) -> AbstractContextManager[None]:
        """Answer callers of one more socket too, a sandbox's say, while the block runs."""
        return self._server.listening(further)

    def open_connections(self) -> set[int]:
        """The numbers of the connections that callers hold open now."""
        return self._server.open_connections()

    def arrive(
        self, request: Request, body: dict[str, Any], prompt: str, *, stream: bool = False
    ) -> Call:
        """Register `request` at the gate."""
        connection = request.state.connection
        return self.gate.arrive(
            request.url.path, body, prompt, stream=stream, connection=connection
        )

    def pace_of(self, call: Call) -> Pace:
        """The pace at which to answer `call`: a probed one never waits for a clock."""
        return Pace() if call.probed else self._pace

    def _set_pace(self, pace: Pace) -> AbstractContextManager[object]:
        before, self._pace = self._pace, pace
        undo = ExitStack()
        undo.callback(setattr, self, "_pace", before)
        return undo


class Delivery(Response):
    """Hands a call's reply over as its gate and its pace let it, while the caller is there.

    The head goes with the first piece. A stream is its `parts` and a `tail` that ends it;
    a plain reply is a `tail` only. A reply that `breaks` loses the tail and its connection.
    """

    def __init__(
        self,
        call: Call,
        pace: Pace,
        headers: Mapping[str, str],
        tail: bytes,
        *,
        parts: Iterable[Part] = (),
        status: int = 200,
        breaks: bool = False,
    ) -> None:
        self.call, self.pace, self.tail, self.parts = call, pace, tail, parts
        self.breaks = breaks
        self.status_code = status
        self.background = None
        self.init_headers(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        handing = asyncio.ensure_future(self._hand_over(send))
        leaving = asyncio.ensure_future(_disconnect(receive))
        try:
            await asyncio.wait({handing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if handing.done():
                handing.result()
            else:
                self.call.end("closed")
        finally:
            handing.cancel()
            leaving.cancel()

    async def _hand_over(self, send: Send) -> None:
        await self.call.turn(1)
        await _wait(self.pace.latency)
        await send(
            {
                "type": "http.response.start",
                "status": self.status_code,
                "headers": self.raw_headers,
            }
        )
        number = 0
        for number, part in enumerate(self.parts, start=1):
            await self.call.turn(number)
            # Even a pace of none gives the loop a turn, in which it sees that the caller left.
            await sleep(self.pace.token)
            self.call.gone(part.text)
            await send({"type": "http.response.body", "body": part.wire, "more_body": True})
        if self.breaks:
            # The server cuts a connection whose reply was not completed.
            await self.call.turn(number + 1)
            await _wait(self.pace.token)
            self.call.end("broke")
            return
        self.call.end("replied", status=self.status_code)
        await send({"type": "http.response.body", "body": self.tail, "more_body": False})


async def _disconnect(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _wait(seconds: float) -> None:
    if seconds:
        await sleep(seconds)
