"""The referee: a thread with a loop of its own, from which checks watch the answer.

An answer that blocks its loop cannot stop the referee's, so every check comes to an end.
"""

import asyncio
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Referee:
    """One thread running one event loop, for as long as the process lives."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.pid = os.getpid()
        self.thread_id = 0
        started = threading.Event()
        threading.Thread(target=self._run, args=(started,), name="referee", daemon=True).start()
        started.wait()

    def _run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self.loop)
        self.thread_id = threading.get_native_id()
        self.loop.call_soon(started.set)
        self.loop.run_forever()

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Start `work` on the referee's loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop)


_current: Referee | None = None


def get() -> Referee:
    """The referee of this process, started at first use and anew after a fork."""
    global _current
    if _current is None or _current.pid != os.getpid():
        _current = Referee()
    return _current
