"""A sandbox as the trusted process has it in hand: its cells, its answers, its end.

async with sandboxes(unsafe=False) as sandbox:        # on the referee's loop
    async with sandbox.submission() as code:
        outputs = await code.run("x = 1")
        verdict = await code.verdict(task, seed)
"""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from asyncio import wait_for  # bound now: an answer may replace it in its module
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import autograder
from autograder import blocking_service, evidence, offline_model, orders
from autograder.classroom.sandbox import bubblewrap, wire
from autograder.classroom.sandbox.limits import Limits, watch
from autograder.judge import Task, conduct, looked, unanswered
from autograder.process import LINE, ProcessHost
from autograder.subject import NotAnAnswer
from autograder.verdict import Verdict

_NO_SANDBOX = "it does not answer as a sandbox does"


class Ended(Exception):
    """A submission's process has ended before its time; the text says why."""


class TooMuch(Ended):
    """It has used more time or memory than its limits allow, which on another day it may not."""


class Sandbox:
    """Starts the processes in which submissions run, one after the other."""

    def __init__(
        self,
        zygote: asyncio.subprocess.Process,
        channel: socket.socket,
        folder: Path,
        limits: Limits,
        unsafe: bool,
    ) -> None:
        self._zygote = zygote
        self._channel = channel
        self._folder = folder
        self._limits = limits
        self._unsafe = unsafe
        self._started = 0

    def is_ready(self) -> bool:
        """Whether the process that starts them is still there."""
        return self._zygote.returncode is None

    @asynccontextmanager
    async def submission(self) -> AsyncIterator["Submission"]:
        """A process for one submission; all that runs in it ends with the block."""
        here, there = socket.socketpair()
        self._started += 1
        control, app = (self._folder / f"{name}-{self._started}" for name in ("control", "app"))
        listening = [_listening(path) for path in (control, app)]
        orders_file = orders.path() if self._unsafe else f"{bubblewrap.ORDERS}/orders.db"
        asked = json.dumps({"limits": asdict(self._limits), "orders": orders_file})
        sent = [one.fileno() for one in (there, *listening)]
        socket.send_fds(self._channel, [asked.encode()], sent)
        for one in (there, *listening):
            one.close()
        loop = asyncio.get_running_loop()
        keeper = int(await loop.run_in_executor(None, _line, self._channel))
        try:
            wires = await loop.run_in_executor(None, _sockets, here)
            model, archive = offline_model.get(), blocking_service.get()
            with model.listening(wires[0]), archive.listening(wires[1]):
                reader, writer = await asyncio.open_connection(sock=here, limit=LINE)
                try:
                    yield Submission(keeper, reader, writer, str(control), str(app), self._limits)
                finally:
                    writer.close()
        finally:
            _kill(keeper)
            for path in (control, app):
                path.unlink()


class Submission:
    """One submission's process: runs its cells, and serves its answers to the checks."""

    def __init__(
        self,
        keeper: int,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        control: str,
        app: str,
        limits: Limits,
    ) -> None:
        self._keeper = keeper
        self._reader = reader
        self._writer = writer
        self._app = app
        self._control = control
        self._limits = limits
        self._watching = asyncio.ensure_future(watch(keeper, limits))
        self._watching.add_done_callback(lambda _: _kill(keeper))

    async def run(self, code: str) -> list[dict[str, Any]]:
        """Run a cell: its outputs, which are nothing to trust. Raises `Ended`."""
        reply = await self._ask({"run": code}, self._limits.cell, "a cell")
        return _objects(reply.get("outputs"))

    async def verdict(self, task: Task, seed: int) -> Verdict:
        """Check the answer to a task, which has been run. Raises `Ended`."""
        return await looked(lambda: self._look(task, seed))

    async def _look(self, task: Task, seed: int) -> Verdict:
        reply = await self._ask({"serve": task.id}, self._limits.cell, "the start of an answer")
        if "problem" in reply:
            return unanswered(task, NotAnAnswer(str(reply["problem"])), seed)
        pid = self._pid()
        reader, writer = await asyncio.open_unix_connection(self._control, limit=LINE)
        transport = wire.transport(self._app)
        try:
            verdict = await conduct(task, _host(reply, pid, transport, reader, writer), seed)
        except RuntimeError as error:  # what the control connection says went wrong in there
            raise Ended(_NO_SANDBOX) from error
        finally:
            writer.close()
            await transport.aclose()
        await self._hear(self._limits.cell, "the end of an answer")
        return verdict

    async def try_tests(self, source: str) -> list[dict[str, Any]]:
        """What became of a learner's tests; see `autograder.learners_tests`. Raises `Ended`."""
        reply = await self._ask({"try": source}, self._limits.time, "the tests")
        return _objects(reply.get("findings"))

    def _pid(self) -> int:
        """The process that runs the submission, as it is seen from out here. Raises `Ended`."""
        family = evidence.family(self._keeper)  # it, process 1 in there, and then this one
        if len(family) < 3:
            raise Ended("its code ended the process")
        return family[2]

    async def _ask(self, asked: dict[str, Any], seconds: float, what: str) -> dict[str, Any]:
        with contextlib.suppress(ConnectionError):  # `_hear` says why it is gone
            self._writer.write(json.dumps(asked).encode() + b"\n")
            await self._writer.drain()
        return await self._hear(seconds, what)

    async def _hear(self, seconds: float, what: str) -> dict[str, Any]:
        try:
            line = await wait_for(self._reader.readline(), seconds)
        except TimeoutError:
            raise TooMuch(f"{what} took more than {seconds:.0f} seconds") from None
        except (ConnectionError, ValueError) as error:
            raise Ended("it showed more than a notebook can hold") from error
        if not line:
            _kill(self._keeper)
            if why := await self._watching:
                raise TooMuch(f"it used {why}")
            raise Ended("its code ended the process")
        try:
            reply = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise Ended(_NO_SANDBOX) from error
        if not isinstance(reply, dict):
            raise Ended(_NO_SANDBOX)
        return reply


def _host(reply: dict[str, Any], pid: int, *wires: Any) -> ProcessHost:
    """The answer that a reply says is served. Raises `Ended`."""
    try:
        return ProcessHost(reply["serving"], pid, *wires)
    except (LookupError, TypeError) as error:
        raise Ended(_NO_SANDBOX) from error


def _objects(reply: Any) -> list[dict[str, Any]]:
    """What should be a list of objects. Raises `Ended`."""
    if not isinstance(reply, list) or not all(isinstance(one, dict) for one in reply):
        raise Ended(_NO_SANDBOX)
    return reply


@asynccontextmanager
async def sandboxes(limits: Limits, *, unsafe: bool) -> AsyncIterator[Sandbox]:
    """Keep what starts sandboxes ready. Raises `BadInput` where bubblewrap is missing.

    With `unsafe` nothing is isolated: a submission's code runs as the grader.
    """
    offline_model.get(), blocking_service.get()
    orders_folder = Path(orders.path()).parent
    here, there = socket.socketpair()
    command = [sys.executable, "-m", "autograder.classroom.sandbox.zygote", str(there.fileno())]
    if unsafe:
        command = [*command, "--bare"]
    else:
        orders_folder.chmod(0o755)  # the sandbox may run as somebody else
        command = [*bubblewrap.command(orders_folder), *command]
    with tempfile.TemporaryDirectory(prefix="course-sandbox-") as folder:
        process = await asyncio.create_subprocess_exec(
            *command, pass_fds=[there.fileno()], env=_environment(), stdin=subprocess.DEVNULL
        )
        there.close()
        try:
            await asyncio.get_running_loop().run_in_executor(None, _line, here)  # it is ready
            yield Sandbox(process, here, Path(folder), limits, unsafe)
        finally:
            here.close()
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _environment() -> dict[str, str]:
    """All that a sandbox knows of its surroundings."""
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
        "PYTHONPATH": str(Path(autograder.__file__).parent.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        # Nothing is reached by TLS, and every client would read all certificates.
        "SSL_CERT_DIR": "/",
        # A library's pool of threads, made before the fork, would not be there after it.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "HOME": str(Path.home()),  # in a sandbox it is another one
    }


def _listening(path: Path) -> socket.socket:
    """A socket at `path`, for a sandbox to accept on: it cannot make one that is seen out here."""
    made = socket.socket(socket.AF_UNIX)
    made.bind(str(path))
    made.listen(2048)
    return made


def _line(channel: socket.socket) -> str:
    """A short line from the zygote. Raises `RuntimeError` when it has ended."""
    line = channel.recv(64)
    if not line:
        raise RuntimeError("the sandbox did not start; what is above this says why")
    return line.decode().strip()


def _sockets(channel: socket.socket) -> list[socket.socket]:
    """The sockets in the sandbox's network on which the model and the archive are to answer."""
    _, descriptors, *_ = socket.recv_fds(channel, 1, 2)
    if len(descriptors) != 2:
        raise RuntimeError("the sandbox did not start; what is above this says why")
    return [socket.socket(fileno=number) for number in descriptors]


def _kill(keeper: int) -> None:
    """End every process of a submission: the others die with their keeper."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(keeper, signal.SIGKILL)
