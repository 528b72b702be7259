"""What happened, in order: the one record that probes, verdicts and pictures read.

Whoever takes part in a run (the client, the model, the blocking service, the loop's
watcher) calls `record`. Nothing is kept unless somebody listens with `recording`:

    with recording() as run:
        await client.post("/chat", json={"message": "hi"})
    print([f"{event.lane} {event.kind}" for event in run.events])
    # ['client sent', 'model arrived', 'model replied', 'client status', 'client done']

Lanes and their kinds, with what `detail` holds:

client   sent {label, body} · status {status} · chunk {text} · done · left · error {message}
model    arrived {path, prompt, stream, connection} · token {index, text} · replied {status}
         · closed (its caller left before the end) · broke (the model itself broke off)
service  arrived {path, prompt, connection} · replied {status} · closed
loop     held {seconds, line, code}: `at` is when the loop stopped answering
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

Lane = Literal["client", "model", "service", "loop"]
ENDS = ("replied", "closed", "broke")  # the kinds with which a call at a service is over


@dataclass(frozen=True)
class Event:
    """One thing that happened. `at` is in seconds of `time.monotonic`."""

    at: float
    lane: Lane
    call: int
    kind: str
    detail: dict[str, Any] = field(default_factory=dict)


class Recording:
    """The events of one run, oldest first; safe to read from any thread."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.events: list[Event] = []
        self.on_change: Callable[[], object] = lambda: None

    def of(self, lane: Lane, kind: str | None = None, call: int | None = None) -> list[Event]:
        """The events of one lane, of one kind and one call where these are given."""
        return [
            event
            for event in list(self.events)
            if event.lane == lane and kind in (None, event.kind) and call in (None, event.call)
        ]


def most_at_once(run: Recording, lane: Lane = "model") -> int:
    """How many calls of `lane` were under way at the same moment of `run`, at most.

    A call that arrived before the recording began does not count.
    """
    most = 0
    under_way: set[int] = set()
    for event in run.of(lane):
        if event.kind == "arrived":
            under_way.add(event.call)
            most = max(most, len(under_way))
        elif event.kind in ENDS:
            under_way.discard(event.call)
    return most


_lock = threading.Lock()
_listening: list[Recording] = []


def record(lane: Lane, call: int, kind: str, *, at: float | None = None, **detail: Any) -> None:
    """Tell every open recording that `kind` happened to request `call` of `lane`."""
    event = Event(time.monotonic() if at is None else at, lane, call, kind, detail)
    with _lock:
        listening = list(_listening)
        for recording in listening:
            recording.events.append(event)
    for recording in listening:
        recording.on_change()


def record_held(since: float, line: int | None, code: str) -> None:
    """Record that a line held the loop from `since`, in seconds of `time.monotonic`, until now."""
    record("loop", 0, "held", at=since, seconds=time.monotonic() - since, line=line, code=code)


@contextmanager
def recording() -> Iterator[Recording]:
    """Collect the events that happen inside the `with` block."""
    run = Recording()
    with _lock:
        _listening.append(run)
    try:
        yield run
    finally:
        with _lock:
            _listening.remove(run)
