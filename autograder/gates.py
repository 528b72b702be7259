"""Gates: how a probe decides when a service's replies, and each of their pieces, go out.

The offline model and the blocking service put every request through a `Gate`. It stands
open for lessons. A probe holds it, sees who arrives, and lets pieces go one by one:

    with model.gate.session() as calls:        # from here on every call is held
        ...                                    # two users post to the app
        await run.until(lambda: len(calls) == 2)
        calls[0].let(1)                        # the first piece of the first reply
        calls[1].let()                         # all of the second one
    # leaving the block lets everything go

A plain reply is one piece, a streamed one as many pieces as it has tokens.
A gate's service runs on a loop of its own; `let` and `session` are for other threads.
"""

import asyncio
import itertools
import math
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from autograder.ledger import Lane, record


@dataclass(frozen=True)
class ToolCall:
    """A model's wish to have one of the caller's tools run."""

    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What a service is to reply: `pieces` in turn, then an end, or a break.

    `status` other than 200 sends an error in place of the pieces, with `headers`.
    `breaks` cuts the connection after the last piece, as a crashed provider does; in a
    stream the cut is let go as one more piece.
    `tool_calls` are asked for in place of the pieces; streamed, each counts as one piece.
    """

    pieces: tuple[str, ...] = ()
    status: int = 200
    breaks: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    tool_calls: tuple[ToolCall, ...] = ()

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass(eq=False)
class Call:
    """One request at a service, from its arrival to its end.

    `probed` tells that a session collects it: a lesson's pace and faults leave it alone.
    `refusal` is what the service found wrong with it, and answers instead.
    """

    number: int
    lane: Lane
    path: str
    body: dict[str, Any]
    prompt: str
    stream: bool
    connection: int
    answer: Answer | None = None
    refusal: str = ""
    probed: bool = False
    sent: int = 0
    state: Literal["waiting", "replied", "closed", "broke"] = "waiting"
    _allowed: float = math.inf
    _turn: asyncio.Event = field(default_factory=asyncio.Event)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)

    def let(self, pieces: int | None = None) -> None:
        """Let `pieces` more pieces of the reply go, or all that is left."""
        self._allowed = math.inf if pieces is None else self._allowed + pieces
        try:
            self._loop.call_soon_threadsafe(self._turn.set)
        except RuntimeError:  # the service has stopped: nobody waits for a turn any more
            return

    def over(self) -> bool:
        """Whether it has been replied to, or has ended before that."""
        return self.state != "waiting"

    async def turn(self, piece: int) -> None:
        """Wait until piece number `piece`, counted from 1, may go. For the service."""
        while piece > self._allowed:
            self._turn.clear()
            await self._turn.wait()

    def gone(self, text: str) -> None:
        """Record that one piece of a stream went out. For the service."""
        self.sent += 1
        record(self.lane, self.number, "token", index=self.sent, text=text)

    def end(self, state: Literal["replied", "closed", "broke"], **detail: Any) -> None:
        """Record how the call ended. Only the first end counts. For the service."""
        if self.state == "waiting":
            self.state = state
            record(self.lane, self.number, state, **detail)


class Gate:
    """The gate of one service: its calls go through at once unless a session holds them."""

    def __init__(self, lane: Lane) -> None:
        self.lane: Lane = lane
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._session: list[Call] | None = None
        self._held = False
        self._answer: Callable[[Call], Answer | None] | None = None

    @property
    def in_session(self) -> bool:
        """Whether a session collects the calls that arrive now."""
        return self._session is not None

    @property
    def collected(self) -> Sequence[Call]:
        """What the session of this moment has collected so far."""
        return tuple(self._session or ())

    @contextmanager
    def session(
        self,
        answer: Callable[[Call], Answer | None] | None = None,
        *,
        held: bool = True,
    ) -> Iterator[list[Call]]:
        """Collect the calls that arrive in the block, hold them, and script their answers.

        `answer` gives a call's answer, or None for the service's own. At the end of the
        block everything held is let go. One session at a time; a second one raises
        `RuntimeError`.
        """
        with self._lock:
            if self._session is not None:
                raise RuntimeError(f"the {self.lane} is already held by another check")
            calls: list[Call] = []
            self._session, self._held, self._answer = calls, held, answer
        try:
            yield calls
        finally:
            with self._lock:
                self._session, self._held, self._answer = None, False, None
            for call in list(calls):
                call.let()

    def release(self) -> None:
        """Let everything go that the session of this moment holds, now and later."""
        with self._lock:
            self._held = False
            calls = list(self._session or ())
        for call in calls:
            call.let()

    def arrive(
        self,
        path: str,
        body: dict[str, Any],
        prompt: str,
        *,
        stream: bool = False,
        connection: int = 0,
    ) -> Call:
        """Register a request that has just come in; returns its call. For the service."""
        call = Call(next(self._numbers), self.lane, path, body, prompt, stream, connection)
        with self._lock:
            session, answer = self._session, self._answer
            call.probed = session is not None
            call._allowed = 0 if self._held else math.inf
            if answer is not None:
                call.answer = answer(call)
            if session is not None:
                session.append(call)
        record(
            self.lane,
            call.number,
            "arrived",
            path=path,
            prompt=prompt,
            stream=stream,
            connection=connection,
        )
        return call
