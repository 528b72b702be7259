"""An answer behind a real uvicorn, in a process of its own: see `autograder.answer_server`."""

import asyncio
import contextlib
import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from autograder import evidence, referee
from autograder.explain import Findings, Place, Raised
from autograder.host import HostGone, Standing
from autograder.provider import environment_for_process
from autograder.subject import NotAnAnswer

LINE = 8 * 1024**2  # bytes that a reply out of an answer's process may have
_TEXT = 10_000  # characters that are read of a name, a line of code, a message


class ProcessHost:
    """The answer that `autograder.serve` serves, as a check sees it."""

    def __init__(
        self,
        known: dict[str, Any],
        pid: int,
        transport: httpx.AsyncBaseTransport,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.pid = pid
        threads = evidence.thread_ids(pid)
        self.loop_thread: int = threads[known["loop_thread"]]
        observers = {threads[thread] for thread in known["observers"]}
        self.observers = frozenset({*observers, referee.get().thread_id})
        self.transport = transport
        self._writer = writer
        self._numbers = itertools.count()
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._reading = asyncio.ensure_future(self._read(reader))

    async def _read(self, reader: asyncio.StreamReader) -> None:
        try:
            async for line in reader:
                reply = json.loads(line)
                waiting = self._waiting.pop(reply["id"])
                if waiting.done():
                    continue
                if "error" in reply:
                    waiting.set_exception(RuntimeError(reply["error"]))
                else:
                    waiting.set_result(reply["result"])
        except (ConnectionError, *_NO_REPLY, RecursionError):
            return  # it has ended, or what speaks there is no host any more
        finally:  # the process has ended, or `close` has been called
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(HostGone)

    async def _ask(self, do: str, thread: int | None = None) -> Any:
        if self._reading.done():
            raise HostGone
        number = next(self._numbers)
        if thread is not None:
            thread = {seen: own for own, seen in evidence.thread_ids(self.pid).items()}.get(thread)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        self._writer.write(json.dumps({"id": number, "do": do, "thread": thread}).encode() + b"\n")
        return await self._waiting[number]

    async def ping(self) -> float:
        due = await self._ask("ping")
        with _understood():
            return float(due)

    async def standing(self, thread: int | None = None) -> Standing:
        known = await self._ask("standing", thread)
        with _understood():
            place, turning = _place(known["place"]), _place(known["turning"])
            return Standing(place, turning, bool(known["importing"]))

    async def nested(self) -> Place | None:
        known = await self._ask("nested")
        with _understood():
            return _place(known)

    async def awaiting(self) -> Place | None:
        known = await self._ask("awaiting")
        with _understood():
            return _place(known)

    async def release(self, thread: int | None = None) -> None:
        await self._ask("release", thread)

    async def collect(self) -> None:
        await self._ask("collect")

    async def findings(self) -> Findings:
        known = await self._ask("findings")
        with _understood():
            return Findings(
                [(_text(name), _place(place)) for name, place in known["unawaited"]],
                [_raised(raised) for raised in known["raised"]],
                [_raised(raised) for raised in known["lost"]],
                [_text(name) for name in known["in_threads"]],
                [_text(name) for name in known["orphaned"]],
            )

    async def in_threads(self) -> bool:
        return bool(await self._ask("in threads"))

    async def open(self) -> None:
        await self._ask("open")

    async def shut_down(self) -> None:
        await self._ask("shut down")

    async def close(self) -> None:
        try:
            await self._ask("leave")
        finally:
            self._writer.close()
            self._reading.cancel()


class _ToPort(httpx.AsyncBaseTransport):
    """Every request, whatever its host, goes to one loopback port."""

    def __init__(self, port: int) -> None:
        self._port = port
        # As many users as a check plays, each on a connection of their own.
        self._inner = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=None))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(host="127.0.0.1", port=self._port)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


class Servers:
    """Starts a process for each answer that is to be served. For the referee's loop."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._stdin, self._stdout = process.stdin, process.stdout

    @asynccontextmanager
    async def serving(self, notebook: Path, task: str, answer: Path) -> AsyncIterator[ProcessHost]:
        """Serve an answer while the block runs. Raises `NotAnAnswer` where it is none."""
        asked = {"notebook": str(notebook), "task": task, "answer": str(answer)}
        self._stdin.write(json.dumps(asked).encode() + b"\n")
        known = json.loads(await self._stdout.readline())
        if "problem" in known:
            raise NotAnAnswer(known["problem"])
        if "ended" in known:
            raise RuntimeError(f"the answer could not be served: {known['ended']}")
        control = "127.0.0.1", known["control"]
        reader, writer = await asyncio.open_connection(*control, limit=LINE)
        try:
            yield ProcessHost(known, known["pid"], _ToPort(known["port"]), reader, writer)
        finally:
            writer.close()
            # An answer that does not let go is ended all the same, and so are its workers.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(known["pid"], signal.SIGKILL)


@asynccontextmanager
async def servers() -> AsyncIterator[Servers]:
    """What starts the servers, for as long as the block runs."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "autograder.answer_server"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | environment_for_process(),
    )
    try:
        yield Servers(process)
    finally:
        process.kill()
        await process.wait()


_NO_REPLY = (ValueError, LookupError, TypeError)  # raised by what is not a host's reply


@contextlib.contextmanager
def _understood() -> Iterator[None]:
    """Who does not speak as a host is none. A stranger's code may speak in its place."""
    try:
        yield
    except _NO_REPLY:
        raise HostGone from None


def _text(known: Any) -> str:
    return str(known)[:_TEXT]


def _place(known: dict[str, Any] | None) -> Place | None:
    return Place(_text(known["file"]), int(known["line"]), _text(known["code"])) if known else None


def _raised(known: dict[str, Any]) -> Raised:
    return Raised(_text(known["type"]), _text(known["message"]), _place(known["place"]))
