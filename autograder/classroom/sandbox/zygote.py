"""The process that has imported everything, and forks for each submission.

    python -m autograder.classroom.sandbox.zygote CHANNEL [--bare]

reads requests from the Unix socket with the number CHANNEL: a line of JSON and three sockets,
see `inside`. It answers each with the id of the process that looks after the submission's.
`--bare` is for a grader who has no sandbox: it forks and isolates nothing.
"""

import gc
import json
import os
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any

from autograder import preload
from autograder.classroom.sandbox import inside, namespaces
from autograder.classroom.sandbox.bubblewrap import COURSE, UID
from autograder.classroom.sandbox.limits import Limits

_HOME = "/home/learner"
_REQUEST = 65536  # bytes; a request is far smaller
_HIDDEN = ("checks", "classroom")  # of the package: nothing that a submission needs


def main(channel: socket.socket, *, bare: bool) -> None:
    """Fork for each request until the channel is closed."""
    preload.imports()
    if not bare and os.getuid() == 0:
        namespaces.become(UID)
    gc.freeze()  # what is imported is shared with all forks, as long as none looks through it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    channel.sendall(b"\n")  # ready
    while True:
        line, descriptors, *_ = socket.recv_fds(channel, _REQUEST, 3)
        if not line:
            return
        keeper = _fork(partial(_keep, channel, json.loads(line), descriptors, bare))
        for number in descriptors:
            os.close(number)
        channel.sendall(f"{keeper}\n".encode())


def _fork(work: Callable[[], None]) -> int:
    """Start a process that does `work` and then ends, whatever happens; its id."""
    process = os.fork()
    if process == 0:
        try:
            namespaces.die_with_parent()
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return process


def _keep(
    channel: socket.socket, asked: dict[str, Any], descriptors: list[int], bare: bool
) -> None:
    """Make the namespaces, start the submission's first process in them, and wait for its end."""
    channel.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if not bare:
        namespaces.leave_all()
    first = _fork(partial(_begin, asked, descriptors, bare))
    for number in descriptors:
        os.close(number)
    os.waitpid(first, 0)


def _begin(asked: dict[str, Any], descriptors: list[int], bare: bool) -> None:
    """As process 1 of the namespace: its end is the end of every process in it.

    The submission's code may find a way into this process, so it has no more than that code has.
    """
    limits = Limits(**asked["limits"])
    listening = [_listening(), _listening()] if bare else _isolated(limits)
    _leave_terminal()
    if not bare:
        _limit(limits)
        namespaces.keep_out()
    sockets = [socket.socket(fileno=number) for number in descriptors]
    socket.send_fds(sockets[0], [b"\n"], [one.fileno() for one in listening])
    model, archive = (one.getsockname()[1] for one in listening)
    os.environ.update(
        COURSE_MODEL_URL=f"http://127.0.0.1:{model}/v1",
        COURSE_ARCHIVE_URL=f"http://127.0.0.1:{archive}",
        COURSE_ORDERS=asked["orders"],
    )
    for one in listening:
        one.close()
    worker = _fork(partial(_work, sockets, limits))
    for one in sockets:
        one.close()
    while os.wait()[0] != worker:  # orphans come here, and are let go
        pass


def _isolated(limits: Limits) -> list[socket.socket]:
    """Finish the sandbox from within: own network, processes and folders, and no rights."""
    namespaces.bring_up_loopback()
    listening = [_listening(), _listening()]
    namespaces.mount_own_proc()
    for folder in ("/tmp", "/home", "/dev/shm"):
        namespaces.mount_empty(folder, limits.files)
    for folder in _HIDDEN:
        namespaces.mount_empty(f"{COURSE}/autograder/{folder}", 4096)
    os.mkdir(_HOME)
    os.chdir(_HOME)
    os.environ["HOME"] = _HOME
    namespaces.drop_capabilities()
    return listening


def _listening() -> socket.socket:
    """Where the sandbox's clients find the model, or the archive: out there somebody accepts."""
    return socket.create_server(("127.0.0.1", 0), backlog=2048)


def _leave_terminal() -> None:
    """Let go of the grader's terminal, and of what these processes would print there."""
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)


def _work(sockets: list[socket.socket], limits: Limits) -> None:
    """Run the submission."""
    namespaces.let_in()
    cells, control, app = sockets
    inside.main(cells, control, app, limits.output)


def _limit(limits: Limits) -> None:
    """Set what one process may have for itself; those that it starts have the same."""
    for what, most in (
        (resource.RLIMIT_AS, limits.process_memory),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_FSIZE, limits.files),
        (resource.RLIMIT_NOFILE, limits.descriptors),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), bare="--bare" in sys.argv)
