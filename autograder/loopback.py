"""An ASGI app served on a free loopback port by a thread and a loop of its own."""

import asyncio
import itertools
import logging
import os
import socket
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

BACKLOG = 2048
LARGEST = 8 * 1024**2  # bytes of a request: a stranger's code must not fill this process
DAY = 24 * 60 * 60

# A logger outside of logging's tree: what a crashing connection says must not reach stderr.
_silent = logging.Logger("autograder.loopback", logging.CRITICAL + 1)


def _within_bounds(app: ASGIApp) -> ASGIApp:
    """`app`, which is not handed a larger request than it may have: it answers 413."""

    async def bounded(scope: Scope, receive: Receive, send: Send) -> None:
        left = LARGEST

        async def receive_some() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413, f"The request is larger than {LARGEST} bytes.")
            return message

        await app(scope, receive_some, send)

    return bounded


class LoopbackServer:
    """Serves `app` on 127.0.0.1 from the moment it is made until the process ends.

    The port accepts connections at once. Each connection's number, counted from 1, is in
    `request.state.connection`. Nothing ticks while nothing is asked: an idle server's
    thread sleeps, so that a probe can tell an idle process by its threads.
    """

    def __init__(self, app: ASGIApp, name: str) -> None:
        # asyncio switches Nagle's delays (40 ms a reply) off only where the protocol is named.
        self.socket = socket.socket(proto=socket.IPPROTO_TCP)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(BACKLOG)
        self.port: int = self.socket.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.loop = asyncio.new_event_loop()
        self._config = Config(
            _within_bounds(app),
            http=H11Protocol,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            proxy_headers=False,
            # A client that pauses keeps its connection: checks count connections.
            timeout_keep_alive=DAY,
        )
        self._state = ServerState()
        self._numbers = itertools.count(1)
        threading.Thread(target=self._run, name=name, daemon=True).start()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._leave_to_parent)

    def open_connections(self) -> set[int]:
        """The numbers of the connections that are open now. From any thread."""
        return {protocol.app_state["connection"] for protocol in list(self._state.connections)}

    @contextmanager
    def listening(self, further: socket.socket) -> Iterator[None]:
        """Serve what comes to one more socket too, while the block runs; it is closed then."""
        server = asyncio.run_coroutine_threadsafe(self._accept(further), self.loop).result()
        try:
            yield
        finally:
            self.loop.call_soon_threadsafe(server.close)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        self._config.load()
        await (await self._accept(self.socket)).serve_forever()

    async def _accept(self, listening: socket.socket) -> asyncio.Server:
        def connection() -> H11Protocol:
            protocol = H11Protocol(self._config, self._state, {"connection": next(self._numbers)})
            protocol.logger = _silent
            protocol.access_log = False
            return protocol

        return await self.loop.create_server(connection, sock=listening, backlog=BACKLOG)

    def _leave_to_parent(self) -> None:
        """In a forked child: give up the copies of every socket that leads to the server.

        A connection closed in the parent stays open while a child holds a copy of it, and
        a caller's leaving, or a break, would go unnoticed.
        """
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in [int(name) for name in os.listdir("/dev/fd")]:
            if self._leads_here(number):
                os.dup2(nowhere, number, inheritable=False)
        os.close(nowhere)

    def _leads_here(self, number: int) -> bool:
        here = ("127.0.0.1", self.port)
        try:
            if not stat.S_ISSOCK(os.fstat(number).st_mode):
                return False
            borrowed = socket.socket(fileno=number)
        except OSError:  # closed since it was listed
            return False
        try:
            return borrowed.getsockname() == here or borrowed.getpeername() == here
        except OSError:  # not connected
            return False
        finally:
            borrowed.detach()
