"""Serve answers, each by a real uvicorn in a process of its own; for `autograder.process`.

    python -m autograder.answer_server

imports what answers need once. For each line of JSON that it reads, `{"notebook", "task",
"answer"}`, it forks a process, which serves that answer and prints a line of JSON: where it
listens, and what a `Host` has to know; or why that is no answer. The process ends when its
control connection is closed. What answers print goes nowhere.
"""

import asyncio
import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any, Never, TextIO

from autograder import preload, provider
from autograder.answers import load
from autograder.checks import tasks
from autograder.serve import serve
from autograder.subject import NotAnAnswer


def main() -> None:
    """Fork a server for each answer that is asked for, until standard input ends."""
    preload.imports()
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
        asyncio.run(_serve_file(**asked, say=say))
    except BaseException as error:
        print(json.dumps({"ended": f"{type(error).__name__}: {error}"}), file=say, flush=True)
    finally:
        os._exit(0)


async def _serve_file(notebook: str, task: str, answer: str, say: TextIO) -> None:
    """Serve the answer in a file, on ports that `say` is told."""

    def tell(known: dict[str, Any]) -> None:
        print(json.dumps(known), file=say, flush=True)

    source = Path(answer).read_text("utf-8")  # noqa: ASYNC240  nothing else runs yet
    names = load(Path(notebook), task, source, answer)
    asked = tasks()[task]
    app, control = _listening(), _listening()
    ports = {"port": app.getsockname()[1], "control": control.getsockname()[1]}
    known = {"pid": os.getpid()} | ports
    try:
        subject = asked.subject(names)
        await serve(asked, subject, app, control, lambda more: tell(known | more))
    except NotAnAnswer as problem:
        tell({"problem": str(problem)})


def _listening() -> socket.socket:
    """A socket on a free port. Its protocol is named, or asyncio lets Nagle hold replies back.

    What the kernel holds back for 40 ms looks like an app that has come to rest.
    """
    made = socket.socket(proto=socket.IPPROTO_TCP)
    made.bind(("127.0.0.1", 0))
    made.listen()
    return made


if __name__ == "__main__":
    main()
