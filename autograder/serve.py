"""Serve answers by a real uvicorn, each in a process of its own; for `autograder.process`.

    python -m autograder.serve

imports what answers need once. For each line of JSON that it reads, `{"notebook", "task",
"answer"}`, it forks a process, which serves that answer and prints a line of JSON: where it
listens, and what a `Host` has to know; or why that is no answer. The process ends when its
control connection is closed. What answers print goes nowhere.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from dataclasses import asdict
from pathlib import Path
from typing import Any, Never, TextIO

import uvicorn

from autograder import provider, referee
from autograder.answers import load
from autograder.checks import tasks
from autograder.explain import observing
from autograder.host import LoopHost, attended, reporting, ship
from autograder.subject import NotAnAnswer, as_app


class _Server(uvicorn.Server):
    """A server that does nothing while nothing is asked of it; uvicorn's own ticks."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.left = asyncio.Event()

    async def main_loop(self) -> None:
        self.ready.set()
        await self.left.wait()
        self.force_exit = True


async def serve(notebook: str, task: str, answer: str, say: TextIO) -> None:
    """Serve one answer until the control connection is closed; `say` where."""
    asked = tasks()[task]
    source = Path(answer).read_text("utf-8")  # noqa: ASYNC240  nothing else runs yet
    judges = referee.get()
    with observing(asyncio.get_running_loop()) as seen, attended():
        host = LoopHost(seen)
        names = load(Path(notebook), task, source, answer)
        try:
            app = reporting(as_app(asked.subject(names), asked.kind, asked.adapt), seen)
        except NotAnAnswer as problem:
            print(json.dumps({"problem": str(problem)}), file=say, flush=True)
            return
        server = _Server(uvicorn.Config(app, port=0, log_config=None, access_log=False))
        serving = asyncio.create_task(server.serve())
        ready = asyncio.create_task(server.ready.wait())
        await asyncio.wait({serving, ready}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            raise RuntimeError("the answer's app did not start")
        leave = asyncio.get_running_loop().call_soon_threadsafe
        control = _Control(
            host,
            shut_down=lambda: ship(server.lifespan.shutdown(), host.loop),
            closed=lambda: leave(server.left.set),
        )
        port = await asyncio.wrap_future(judges.submit(control.open()))
        known = {
            "port": server.servers[0].sockets[0].getsockname()[1],
            "control": port,
            "pid": host.pid,
            "loop_thread": host.loop_thread,
            "observers": [judges.thread_id],
        }
        print(json.dumps(known), file=say, flush=True)
        await serving


class _Control:
    """Answers a `ProcessHost`, one JSON object a line; on the referee's loop."""

    def __init__(
        self,
        host: LoopHost,
        shut_down: Callable[[], Coroutine[Any, Any, None]],
        closed: Callable[[], object],
    ) -> None:
        self._host = host
        self._shut_down = shut_down
        self._closed = closed
        self._replies: set[asyncio.Task[None]] = set()

    async def open(self) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self._server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async for line in reader:
            reply = asyncio.create_task(self._reply(json.loads(line), writer))
            self._replies.add(reply)
            reply.add_done_callback(self._replies.discard)
        self._closed()

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
            case "awaiting":
                place = await self._host.awaiting()
                return asdict(place) if place else None
            case "findings":
                return asdict(await self._host.findings())
            case "release":
                await self._host.release(thread)
            case "shut down":
                await self._shut_down()


def main() -> None:
    """Fork a server for each answer that is asked for, until standard input ends."""
    import langchain_openai  # noqa: F401  imported once, for all
    import langgraph.graph  # noqa: F401
    import openai  # noqa: F401

    tasks()
    provider.use_offline()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    say = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    for line in sys.stdin:
        if os.fork() == 0:
            os.setpgid(0, 0)  # with the processes that the answer starts, to be ended together
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _serve_and_exit(json.loads(line), say)


def _serve_and_exit(asked: dict[str, str], say: TextIO) -> Never:
    """In a forked process: whatever happens, somebody waits for a line, and ours must not go on."""
    try:
        asyncio.run(serve(**asked, say=say))
    except BaseException as error:
        print(json.dumps({"ended": f"{type(error).__name__}: {error}"}), file=say, flush=True)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
