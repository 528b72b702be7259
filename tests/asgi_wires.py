"""Two wires to one app for test_asgi: in this process, and over TCP to a real uvicorn."""

import asyncio
import concurrent.futures
import logging
import socket
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn

from autograder.asgi import ASGIApp, StreamingASGITransport, lifespan


class Flag:
    """An event that any thread may set and any loop may wait for."""

    def __init__(self) -> None:
        self._future: concurrent.futures.Future[None] = concurrent.futures.Future()

    def set(self) -> None:
        if not self._future.done():
            self._future.set_result(None)

    def is_set(self) -> bool:
        return self._future.done()

    async def wait(self) -> None:
        await asyncio.shield(asyncio.wrap_future(self._future))


@dataclass
class Wire:
    """A client of the app, what the app raised as its server knows it, and its loop."""

    http: httpx.AsyncClient
    errors: list[BaseException]
    loop: asyncio.AbstractEventLoop

    async def ping(self) -> None:
        """Let the app's loop run what is ready."""
        for _ in range(10):
            ping = asyncio.run_coroutine_threadsafe(asyncio.sleep(0), self.loop)
            await asyncio.wrap_future(ping)

    async def errors_are(self, *types: type[BaseException]) -> None:
        """Wait until the server knows of as many errors, then compare them."""
        while len(self.errors) < len(types):
            await self.ping()
        assert [type(error) for error in self.errors] == list(types)


OpenWire = Callable[[ASGIApp], AbstractAsyncContextManager[Wire]]


@asynccontextmanager
async def in_process(app: ASGIApp) -> AsyncIterator[Wire]:
    async with lifespan(app) as state:
        transport = StreamingASGITransport(app, raise_app_exceptions=False, state=state)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://127.0.0.1:8000", timeout=None
        ) as http:
            yield Wire(http, transport.errors, asyncio.get_running_loop())


@asynccontextmanager
async def over_tcp(app: ASGIApp) -> AsyncIterator[Wire]:
    errors = _ErrorLog()
    server = _Server(app)
    thread = threading.Thread(target=server.serve_here)
    thread.start()
    try:
        loop = await asyncio.wrap_future(server.serving)
        async with httpx.AsyncClient(base_url=server.address, timeout=None) as http:
            yield Wire(http, errors.raised, loop)
    finally:
        server.should_exit = True
        await asyncio.to_thread(thread.join)
        errors.close()


class _Server(uvicorn.Server):
    def __init__(self, app: ASGIApp) -> None:
        super().__init__(uvicorn.Config(app, log_config=None))
        self.serving: concurrent.futures.Future[asyncio.AbstractEventLoop]
        self.serving = concurrent.futures.Future()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def serve_here(self) -> None:
        try:
            asyncio.run(self.serve(sockets=[self.socket]))
        except SystemExit as error:
            self.serving.set_exception(RuntimeError(f"uvicorn exits with {error.code}"))
        finally:
            self.socket.close()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.serving.set_result(asyncio.get_running_loop())


class _ErrorLog(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.raised: list[BaseException] = []
        self._logger = logging.getLogger("uvicorn.error")
        self._logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1]:
            self.raised.append(record.exc_info[1])
        elif record.levelno >= logging.ERROR and "returned without" in record.getMessage():
            self.raised.append(RuntimeError(record.getMessage()))

    def close(self) -> None:
        self._logger.removeHandler(self)
        super().close()


def run(main: Callable[[], Coroutine[Any, Any, Any]]) -> None:
    """Run `main` on a new loop, and see that it leaves no task behind."""

    async def guarded() -> None:
        async with asyncio.timeout(60):
            await main()
        # The loop closes each generator that httpx left half-read in a short task of its own.
        for _ in range(10):
            await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(guarded())


async def chunks_of(response: httpx.Response) -> tuple[list[str], type[Exception] | None]:
    """The chunks as they come, and what the stream broke off with, if it did."""
    chunks: list[str] = []
    try:
        async for chunk in response.aiter_raw():
            chunks.append(chunk.decode())
    except Exception as error:
        return chunks, type(error)
    return chunks, None


def own_headers(response: httpx.Response) -> list[tuple[str, str]]:
    """The headers that the app has set.

    Left out: `date` and `server`, which are uvicorn's, and the framing of HTTP/1.1, which
    there is none of in a process.
    """
    framing = {"date", "server", "transfer-encoding", "connection"}
    return [(name, value) for name, value in response.headers.multi_items() if name not in framing]
