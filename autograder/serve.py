"""Serve one answer by a real uvicorn in this process, for a check that runs in another.

    python -m autograder.serve NOTEBOOK TASK ANSWER

prints one line of JSON, `{"port", "control", "pid", "loop_thread", "observers"}`, and serves
until its standard input is closed. The control port answers `ProcessHost`'s questions: one
JSON object a line, `{"do": "ping"}`, and one a reply.
"""

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import uvicorn

from autograder import referee
from autograder.checks import tasks
from autograder.exercise import load
from autograder.explain import observing
from autograder.host import LoopHost, attended, reporting
from autograder.subject import as_app


class _Server(uvicorn.Server):
    """A server that does nothing while nothing is asked of it: uvicorn's own ticks all the time."""

    async def main_loop(self) -> None:
        ended = asyncio.Event()
        asyncio.get_running_loop().add_reader(sys.stdin, ended.set)
        await ended.wait()
        self.force_exit = True


async def serve(notebook: Path, task_id: str, answer: Path) -> None:
    """Serve the answer until standard input ends."""
    task = tasks()[task_id]
    names = load(notebook, task_id, answer.read_text(), str(answer))
    judges = referee.get()
    with observing(asyncio.get_running_loop()) as seen, attended():
        host = LoopHost(seen)
        app = reporting(as_app(names.get(task.answer), task.kind), seen)
        config = uvicorn.Config(app, port=0, log_config=None, access_log=False)
        server = _Server(config)
        serving = asyncio.create_task(server.serve())
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        if serving.done():
            await serving
            raise SystemExit(3)
        control = await asyncio.wrap_future(judges.submit(_control(host)))
        port = server.servers[0].sockets[0].getsockname()[1]
        known = {"port": port, "control": control, "pid": host.pid}
        known |= {"loop_thread": host.loop_thread, "observers": [judges.thread_id]}
        print(json.dumps(known), flush=True)
        await serving


async def _control(host: LoopHost) -> int:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async for line in reader:
            asyncio.ensure_future(_reply(host, json.loads(line), writer))

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    return server.sockets[0].getsockname()[1]


async def _reply(host: LoopHost, asked: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    result: Any = None
    if asked["do"] == "ping":
        result = await host.ping()
    elif asked["do"] == "standing":
        result = asdict(await host.standing(asked["thread"]))
    elif asked["do"] == "release":
        await host.release(asked["thread"])
    else:
        result = asdict(await host.findings())
    writer.write(json.dumps({"id": asked["id"], "result": result}).encode() + b"\n")


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
