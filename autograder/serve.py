"""Serve one answer by a real uvicorn on the running loop, to one check.

The check asks over a control connection what a `Host` answers; `autograder.process` is the
other end of it. Who has an answer to serve: `autograder.answer_server`, for files, and
`autograder.classroom.sandbox.inside`, for submissions.
"""

import asyncio
import contextlib
import json
import socket
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import uvicorn

from autograder import referee
from autograder.asgi import ASGIApp
from autograder.explain import Place, observing
from autograder.host import LoopHost, attended, reporting, ship
from autograder.judge import Task
from autograder.subject import as_app


class _Server(uvicorn.Server):
    """A real uvicorn that begins and ends when a check says so, and does nothing of its own."""

    def __init__(self, app: ASGIApp, listening: socket.socket) -> None:
        super().__init__(uvicorn.Config(app, log_config=None, access_log=False))
        self.servers = []
        self._listening = listening
        self._up = False

    async def begin(self) -> None:
        """Start the app, and accept requests. Raises `RuntimeError` where it does not start."""
        self.config.load()
        self.lifespan = self.config.lifespan_class(self.config)
        try:
            await self.startup([self._listening])
        except SystemExit:  # it would end the process
            raise RuntimeError("the app did not start") from None
        self._up = True

    async def shut_down(self) -> None:
        """Shut the app down, unless it is down."""
        up, self._up = self._up, False
        if up:
            await self.lifespan.shutdown()

    async def end(self) -> None:
        """Accept nothing more, let every client go, and shut the app down."""
        for server in self.servers:
            server.close()
        self._listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await self.shut_down()


async def serve(
    task: Task,
    subject: Any,
    listening: socket.socket,
    controlled: socket.socket,
    say: Callable[[dict[str, Any]], object],
) -> None:
    """Serve one answer on the running loop, to one check, until that leaves.

    Requests come to the socket `listening`, what a `Host` asks comes to `controlled`; both are
    closed in the end. `say` tells what the host has to know, once it may ask. Raises
    `NotAnAnswer` for what is none.
    """
    judges, loop = referee.get(), asyncio.get_running_loop()
    left = asyncio.Event()
    with observing(loop) as seen, attended():
        app = reporting(as_app(subject, task.kind, task.adapt), seen)
        host, server = LoopHost(seen), _Server(app, listening)
        control = _Control(host, server, left=lambda: loop.call_soon_threadsafe(left.set))
        await asyncio.wrap_future(judges.submit(control.open(controlled)))
        say({"loop_thread": host.loop_thread, "observers": [judges.thread_id]})
        await left.wait()
        judges.submit(control.close())


class _Control:
    """Answers a `ProcessHost`, one JSON object a line; on the referee's loop."""

    def __init__(self, host: LoopHost, server: _Server, left: Callable[[], object]) -> None:
        self._host = host
        self._server = server
        self._left = left
        self._replies: set[asyncio.Task[None]] = set()

    async def open(self, listening: socket.socket) -> None:
        self._listening = await asyncio.start_server(self._attend, sock=listening)

    async def close(self) -> None:
        self._listening.close()

    async def _attend(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):  # who leaves may leave replies unread
            async for line in reader:
                reply = asyncio.create_task(self._reply(json.loads(line), writer))
                self._replies.add(reply)
                reply.add_done_callback(self._replies.discard)
        writer.close()
        self._left()

    async def _reply(self, asked: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        try:
            reply = {"result": await self._answer(asked["do"], asked["thread"])}
        except Exception as error:  # somebody waits for this reply
            reply = {"error": f"{type(error).__name__}: {error}"}
        writer.write(json.dumps({"id": asked["id"], **reply}).encode() + b"\n")

    async def _answer(self, do: str, thread: int | None) -> Any:
        match do:
            case "ping":
                return await self._host.ping()
            case "standing":
                return asdict(await self._host.standing(thread))
            case "nested":
                return _known(await self._host.nested())
            case "awaiting":
                return _known(await self._host.awaiting())
            case "in threads":
                return await self._host.in_threads()
            case "collect":
                await self._host.collect()
            case "findings":
                return asdict(await self._host.findings())
            case "release":
                await self._host.release(thread)
            case "open":
                await ship(self._server.begin(), self._host.loop)
            case "shut down":
                await ship(self._server.shut_down(), self._host.loop)
            case "leave":
                await ship(self._server.end(), self._host.loop)
                await self._host.clear()


def _known(place: Place | None) -> dict[str, Any] | None:
    return asdict(place) if place else None
