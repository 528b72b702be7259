"""Who held the loop, and when: recorded in the ledger while a block runs.

    with watching(asyncio.get_running_loop()):
        await http.get("/slow")          # blocks: the ledger gets a `held` with the line

For pictures only. A verdict never rests on how long something took; see `stall` for that.
"""

import asyncio
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from autograder.explain import standing
from autograder.ledger import record_held

_EVERY = 0.005  # seconds between two pings
_LATE = 0.05  # seconds without an answer that a picture shows


@contextmanager
def watching(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Record whatever holds `loop`, the running loop of this thread, inside the block."""
    ended = threading.Event()
    arguments = (loop, threading.get_ident(), ended)
    watcher = threading.Thread(target=_watch, args=arguments, name="loopwatch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def _watch(loop: asyncio.AbstractEventLoop, thread: int, ended: threading.Event) -> None:
    while not ended.wait(_EVERY):
        answered = threading.Event()
        sent = time.monotonic()
        loop.call_soon_threadsafe(answered.set)
        if answered.wait(_LATE):
            continue
        if ended.is_set():  # whoever leaves the block waits for us, and so the loop does
            return
        place = standing(sys._current_frames().get(thread))
        while not answered.wait(_EVERY) and not ended.is_set():
            place = place or standing(sys._current_frames().get(thread))
        if place is None:  # a busy machine, or the loop's own machinery: no line held it
            continue
        record_held(sent, place.line, place.code)
