"""Evidence: is a process parked, is it computing, or is there more to come?

Verdicts must not depend on how fast a machine is, so they rest on what the operating
system knows of each thread: is it runnable, has it run, has it waited for a processor?
A thread that is starved by other programs shows here as runnable, never as parked.

On Linux this reads `/proc/PID/task/*/stat` and `schedstat`, which are exact. Elsewhere it
uses psutil's thread times and a longer window; `describe` says which is in use.
"""

import os
import sys
import time
from asyncio import sleep  # bound now: an answer may replace it in its module
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psutil

EXACT = os.path.exists("/proc/self/task") and os.path.exists("/proc/self/schedstat")

# Nothing has run between two looks this far apart (seconds): all are parked.
# psutil's clocks tick at 10 ms, so the window must span several ticks there.
WINDOW = 0.004 if EXACT else 0.06

_OPEN = 400  # files at once, of the 1,024 that a process may have

_LISTS_CHILDREN = os.path.exists(f"/proc/self/task/{os.getpid()}/children")

# clock_nanosleep and nanosleep
_SLEEPS = {"x86_64": (b"35", b"230"), "aarch64": (b"101", b"115")}


@dataclass(frozen=True)
class Thread:
    """One thread at one moment: `ran` and `waited` are nanoseconds of processor time."""

    runnable: bool
    ran: int
    waited: int


Key = tuple[int, int]  # process id, thread id


class Witness:
    """Looks at the processes `pids`, and the processes they started, but not at `observers`.

    `pids` are the answer's process and ours, where the model runs; `observers` are the ids
    of the threads that do the looking. It keeps the files it reads open, since each opening
    hands the interpreter to whoever computes.
    """

    def __init__(self, pids: set[int], observers: frozenset[int]) -> None:
        self._pids = pids
        self._observers = observers
        self._files: dict[str, int] = {}
        # A kernel has threads of its own that sleep and look around, again and again.
        self._sleepers = self._sleeping()

    def close(self) -> None:
        for number in self._files.values():
            os.close(number)
        self._files.clear()

    def thread(self, pid: int, tid: int) -> Thread | None:
        """One thread as it is now; None when it has ended."""
        if not EXACT:
            return _psutil_threads(pid).get(tid)
        stat = self._read(f"/proc/{pid}/task/{tid}/stat")
        times = self._read(f"/proc/{pid}/task/{tid}/schedstat").split()
        if not stat or not times:
            return None
        state = stat.rpartition(b")")[2].split()[0]
        return Thread(state in b"RD", int(times[0]), int(times[1]))

    def threads(self) -> dict[Key, Thread]:
        """All threads as they are now, with those of child processes."""
        found = ((key, self.thread(*key)) for key in self._keys())
        return {key: thread for key, thread in found if thread is not None}

    async def parked(self) -> bool:
        """Whether nothing runs, waits for a processor or is runnable, over a short window."""
        before = self._still()
        if before is None:
            return False
        await sleep(WINDOW)
        return before == self._still()

    def _still(self) -> dict[Key, Thread | None] | None:
        """All threads, or None as soon as one of them is runnable."""
        found = {}
        for key in self._keys():
            thread = self.thread(*key)
            if thread is not None and thread.runnable:
                return None
            found[key] = thread
        return found

    def sleeping(self) -> bool:
        """Whether a thread has gone into a timed sleep, which will end by itself.

        Known on Linux for the common processors only; elsewhere always False.
        """
        return bool(self._sleeping() - self._sleepers)

    def _sleeping(self) -> set[Key]:
        calls = _SLEEPS.get(os.uname().machine, ()) if EXACT else ()
        return {
            (pid, tid)
            for pid, tid in (self._keys() if calls else ())
            if self._read(f"/proc/{pid}/task/{tid}/syscall").split(b" ")[0] in calls
        }

    def _keys(self) -> Iterator[Key]:
        todo = list(self._pids)
        while todo:
            pid = todo.pop()
            for tid in _thread_ids(pid):
                if _LISTS_CHILDREN:
                    started = self._read(f"/proc/{pid}/task/{tid}/children").split()
                    todo += [child for child in map(int, started) if child not in self._pids]
                if tid not in self._observers:
                    yield pid, tid
            if not _LISTS_CHILDREN:
                todo += _children(pid)

    def _read(self, path: str) -> bytes:
        try:
            if path not in self._files:
                if len(self._files) == _OPEN:  # most are of threads that have ended
                    self.close()
                self._files[path] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            return os.pread(self._files[path], 1024, 0)
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            return b""  # the thread has ended


def thread_ids(pid: int) -> dict[int, int]:
    """The threads of a process: of each the id it has in there, and the one it has out here.

    They differ where the process has a namespace of its own for ids.
    """
    if not EXACT:
        return {thread: thread for thread in _thread_ids(pid)}
    return {_own_id(pid, thread): thread for thread in _thread_ids(pid)}


def _own_id(pid: int, thread: int) -> int:
    try:
        status = Path(f"/proc/{pid}/task/{thread}/status").read_text("ascii", "replace")
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return thread
    return int(status.partition("NSpid:")[2].split("\n")[0].split()[-1])


def family(pid: int) -> list[int]:
    """The process `pid` and all that it has started, and they, and so on."""
    found = [pid]
    for one in found:  # grows while we go
        found += _children(one)
    return found


def computed(pids: set[int]) -> float:
    """Seconds of processor time that these processes have used so far, ours without this thread."""
    used = sum(_process_time(pid) for pid in pids)
    return used - (time.thread_time() if os.getpid() in pids else 0.0)


def describe() -> str:
    """One sentence for `course doctor`: which evidence verdicts rest on here."""
    if EXACT:
        return "exact: thread states and scheduler counters of the Linux kernel"
    return f"approximate on {sys.platform}: psutil's thread times (grade a class on Linux)"


@cache
def slowness() -> float:
    """How many times slower this machine computes than the one limits were set on, at least 1.

    Processor time is what endless computing is told by; a slow processor needs more of it
    for the same work.
    """
    began = time.thread_time()
    total = 0
    for number in range(100_000):
        total += number
    return max(1.0, (time.thread_time() - began) / 0.006)


def _process_time(pid: int) -> float:
    if pid == os.getpid():
        return time.process_time()
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system


def _thread_ids(pid: int) -> list[int]:
    if not EXACT:
        return list(_psutil_threads(pid))
    try:
        return [int(name) for name in os.listdir(f"/proc/{pid}/task")]
    except (FileNotFoundError, ProcessLookupError):  # the process has ended
        return []


def _children(pid: int) -> list[int]:
    try:
        if _LISTS_CHILDREN:
            lists = [Path(f"/proc/{pid}/task/{tid}/children") for tid in _thread_ids(pid)]
            return [int(child) for one in lists for child in one.read_text("ascii").split()]
        return [child.pid for child in psutil.Process(pid).children()]
    except (FileNotFoundError, ProcessLookupError, psutil.NoSuchProcess):  # it has ended meanwhile
        return []


def _psutil_threads(pid: int) -> dict[int, Thread]:
    try:
        threads = psutil.Process(pid).threads()
    except psutil.Error:
        return {}
    return {
        thread.id: Thread(False, int((thread.user_time + thread.system_time) * 1e9), 0)
        for thread in threads
    }
