"""The course's library without await: a document archive, its service and its client.

`Archive` is what learners import. Its service answers from this process, started at first
use, one per process; probes hold it as they hold the offline model.

    archive = Archive()
    archive.lookup("streaming")["title"]      # 'Streaming'

    service = blocking_service.get()
    with service.pace(latency=0.2): ...       # a lesson that wants to see time pass
"""

import os
import threading
from typing import TYPE_CHECKING

from autograder.blocking_service.archive import Archive, ArchiveError

if TYPE_CHECKING:
    from autograder.blocking_service.server import BlockingService

__all__ = ["Archive", "ArchiveError", "address", "get"]

_lock = threading.Lock()
_service: "BlockingService | None" = None


def get() -> "BlockingService":
    """This process's service, started at first use; a fork gets one of its own."""
    global _service
    from autograder.blocking_service.server import BlockingService

    with _lock:
        if _service is None or _service.pid != os.getpid():
            _service = BlockingService()
            os.environ["COURSE_ARCHIVE_URL"] = _service.url  # for processes that this one starts
        return _service


def address() -> str:
    """Where `Archive` asks: this process's service, or the one of the process that started it."""
    return os.environ.get("COURSE_ARCHIVE_URL") or get().url
