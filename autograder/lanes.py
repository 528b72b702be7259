"""From a ledger's events to lanes: the requests of a run, and which calls belong to them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from autograder.ledger import ENDS, Event

Service = Literal["model", "service"]

MOST = 12  # lanes that are told of one by one; a reader does not look at more
_MOST_LINES = 3  # that held the loop


@dataclass(eq=False)
class Call:
    """One call of the model or of the blocking service. Times are seconds from the start."""

    service: Service
    number: int
    began: float
    prompt: str
    stream: bool
    tokens: list[float] = field(default_factory=list)
    ended: float | None = None
    end: str = ""  # replied, closed, broke, or "" while it waits
    status: int | None = None

    @property
    def name(self) -> str:
        return f"{'model' if self.service == 'model' else 'archive'} call #{self.number}"

    @property
    def cut(self) -> bool:
        """Whether its caller got no reply, or one that is an error."""
        return self.end in ("closed", "broke") or (self.status or 0) >= 400

    @property
    def outcome(self) -> str:
        """How it ended, in a word."""
        return str(self.status) if (self.status or 0) >= 400 else self.end or "open"


@dataclass(eq=False)
class Request:
    """One request of a client, with the calls that the app made for it."""

    name: str
    began: float
    body: Any = None
    calls: list[Call] = field(default_factory=list)
    chunks: list[float] = field(default_factory=list)
    ended: float | None = None
    end: str = ""  # done, left, error, or "" while it is open
    status: int | None = None
    error: str = ""

    def is_open(self, at: float) -> bool:
        return self.began <= at and (self.ended is None or at <= self.ended)

    @property
    def outcome(self) -> str:
        """How it ended, in a word."""
        if self.end == "done":
            return str(self.status or "done")
        return self.end or "open"

    @property
    def streams(self) -> bool:
        """Whether its chunks tell anything: a plain reply comes in one, and that is all."""
        return len(self.chunks) > 1 or any(call.tokens for call in self.calls)

    @property
    def failed(self) -> bool:
        return self.end == "error" or (self.status or 0) >= 400


@dataclass(frozen=True)
class Held:
    """A time for which the event loop answered nobody, and the line that ran meanwhile."""

    began: float
    seconds: float
    line: int | None
    code: str

    @property
    def ended(self) -> float:
        return self.began + self.seconds

    @property
    def where(self) -> str:
        line = f"line {self.line}" if self.line else ""
        return ": ".join(part for part in (line, self.code) if part)


@dataclass(frozen=True)
class Line:
    """A line that held the loop, and when it did so, oldest first."""

    where: str
    held: tuple[Held, ...]

    @property
    def began(self) -> float:
        return self.held[0].began

    @property
    def seconds(self) -> float:
        return sum(stop.seconds for stop in self.held)


@dataclass(frozen=True)
class Lanes:
    """A run, laid out: `strays` are the calls that belong to no request."""

    requests: tuple[Request, ...]
    strays: tuple[Call, ...]
    held: tuple[Held, ...]
    seconds: float

    def in_order(self) -> list[Request | Call]:
        """Requests and stray calls, by their beginning."""
        return sorted([*self.requests, *self.strays], key=lambda lane: lane.began)

    def told_lanes(self, most: int = MOST) -> tuple[list[Request | Call], int]:
        """Those that a reader is told of, and how many more there are."""
        lanes = self.in_order()
        shown = lanes if len(lanes) <= most else lanes[: max(most - 1, 0)]
        return shown, len(lanes) - len(shown)

    def told_lines(self) -> tuple[list[Line], int]:
        """The lines that held the loop longest, in order of time, and how many more did."""
        lines = self._lines()
        longest = sorted(lines, key=lambda line: -line.seconds)[:_MOST_LINES]
        return sorted(longest, key=lambda line: line.began), len(lines) - len(longest)

    def _lines(self) -> list[Line]:
        stops: dict[str, list[Held]] = {}
        for stop in self.held:
            stops.setdefault(stop.where, []).append(stop)
        return [Line(where, tuple(held)) for where, held in stops.items()]


def lay_out(events: Iterable[Event]) -> Lanes:
    """Group `events` into lanes, with times counted from the first of them.

    What happened to a request or a call that began before the events did is left out.
    """
    ordered = sorted(events, key=lambda event: event.at)
    start = ordered[0].at if ordered else 0.0
    requests: dict[int, Request] = {}
    calls: dict[tuple[str, int], Call] = {}
    held: list[Held] = []
    for event in ordered:
        at = event.at - start
        if event.lane == "client":
            _client(requests, event, at)
        elif event.lane == "loop":
            detail = event.detail
            code = plain(detail.get("code") or "")
            held.append(Held(at, detail["seconds"], detail.get("line"), code))
        else:
            _call(calls, event, at)
    strays = tuple(call for call in calls.values() if not _assign(call, requests.values()))
    ends = [event.at - start for event in ordered[-1:]] + [stop.ended for stop in held]
    return Lanes(tuple(requests.values()), strays, tuple(held), max(ends, default=0.0))


def _client(requests: dict[int, Request], event: Event, at: float) -> None:
    if event.kind == "sent":
        label = plain(event.detail.get("label") or "request")
        name = f"{label} #{len(requests) + 1}"
        requests[event.call] = Request(name, at, event.detail.get("body"))
    request = requests.get(event.call)
    if request is None:
        return
    if event.kind == "status":
        request.status = event.detail["status"]
    elif event.kind == "chunk":
        request.chunks.append(at)
    elif event.kind in ("done", "left", "error"):
        request.ended, request.end = at, event.kind
        request.error = plain(event.detail.get("message", ""))


def _call(calls: dict[tuple[str, int], Call], event: Event, at: float) -> None:
    key = (event.lane, event.call)
    if event.kind == "arrived":
        lane: Service = "model" if event.lane == "model" else "service"
        number = 1 + sum(call.service == lane for call in calls.values())
        prompt, stream = event.detail.get("prompt", ""), event.detail.get("stream", False)
        calls[key] = Call(lane, number, at, prompt, stream)
    call = calls.get(key)
    if call is None:
        return
    if event.kind == "token":
        call.tokens.append(at)
    elif event.kind in ENDS:
        call.ended, call.end, call.status = at, event.kind, event.detail.get("status")


def _assign(call: Call, requests: Iterable[Request]) -> bool:
    """Give `call` to the open request whose body it repeats; False if there is none.

    The longest repeated string decides. Users who send the same words share the calls out.
    """
    best: tuple[int, int] = (0, 0)
    owner: Request | None = None
    for request in requests:
        if request.is_open(call.began):
            repeated = max((len(s) for s in _said(request.body) if s in call.prompt), default=0)
            fit = (repeated, -len(request.calls))
            if repeated and (owner is None or fit > best):
                best, owner = fit, request
    if owner is not None:
        owner.calls.append(call)
    return owner is not None


def _said(body: Any) -> list[str]:
    """All strings in a request's body, be it JSON or the text of some."""
    if isinstance(body, str):
        try:
            body = json.loads(body)
        except ValueError:  # a body of words, not of JSON
            return [body] if body else []
    return list(_strings(body))


def _strings(body: Any) -> Iterator[str]:
    if isinstance(body, str):
        if body:
            yield body
    elif isinstance(body, dict):
        for value in body.values():
            yield from _strings(value)
    elif isinstance(body, list | tuple):
        for value in body:
            yield from _strings(value)


@dataclass(frozen=True)
class Clock:
    """How the times of a run of `seconds` are written: in seconds or in milliseconds."""

    seconds: float

    def __call__(self, at: float) -> str:
        if self.seconds >= 1:
            return f"{at:.2f} s"
        return f"{at * 1000:.{0 if self.seconds >= 0.02 else 1}f} ms"

    def ticks(self) -> list[tuple[float, str]]:
        """At most eight round times from 0 to the end, with their labels."""
        unit, name = (1.0, "s") if self.seconds >= 1 else (0.001, "ms")
        if not self.seconds:
            return [(0.0, f"0 {name}")]
        span = self.seconds / unit
        steps = (digit * 10.0**power for power in range(-4, 7) for digit in (1, 2, 5))
        step = next(step for step in steps if span / step <= 7)
        count = int(span / step + 1e-9)
        return [(k * step * unit, f"{k * step:.6g} {name}") for k in range(count + 1)]


def describe(lanes: Lanes, room: int | None = None) -> list[str]:
    """The run in words: first the whole, then who held the loop, then each lane in turn.

    It tells of the lanes and lines that a picture shows, or of as many as `room` rows hold.
    """
    if not lanes.in_order() and not lanes.held:
        return ["Nothing happened in this run."]
    clock = Clock(lanes.seconds)
    lines, further_lines = lanes.told_lines()
    rows = [_whole(lanes, clock)] + [f"event loop: {_line(line, clock)}" for line in lines]
    if further_lines:
        rows.append(f"event loop: {more_lines(further_lines)}")
    shown, further = lanes.told_lanes(MOST if room is None else room - len(rows))
    for lane in shown:
        parts = _request(lane, clock) if isinstance(lane, Request) else [_one_call(lane, clock)]
        rows.append(f"{lane.name}: {'; '.join(parts)}.")
    if further:
        rows.append(more_lanes(further))
    return rows


def more_lanes(number: int) -> str:
    return f"… {number} more"


def more_lines(number: int) -> str:
    return f"… held by {counted(number, 'more line')}"


def plain(words: str) -> str:
    """`words` on one line, without what could steer a terminal or break an encoding."""
    line = " ".join(words.split())
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _whole(lanes: Lanes, clock: Clock) -> str:
    calls = [call for request in lanes.requests for call in request.calls] + list(lanes.strays)
    parts = [counted(len(lanes.requests), "request")] if lanes.requests else []
    for service, noun in (("model", "model call"), ("service", "archive call")):
        if number := sum(call.service == service for call in calls):
            parts.append(counted(number, noun))
    at_once = max((sum(_holds(other, call.began) for other in calls) for call in calls), default=0)
    together = f"up to {at_once} calls at once" if at_once > 1 else "never two calls at once"
    took = f"{', '.join(parts) or 'No requests'} in {clock(lanes.seconds)}"
    return f"{took}: {together}." if len(calls) > 1 else f"{took}."


def _line(line: Line, clock: Clock) -> str:
    by = f" by {line.where}" if line.where else ""
    if len(line.held) == 1:
        return f"held for {clock(line.seconds)} from {clock(line.began)}{by}"
    times = f"{len(line.held)} times from {clock(line.began)} on"
    return f"held for {clock(line.seconds)} in all, {times}{by}"


def _holds(call: Call, at: float) -> bool:
    return call.began <= at and (call.ended is None or at < call.ended)


def _request(request: Request, clock: Clock) -> list[str]:
    parts = [f"sent at {clock(request.began)}"]
    parts += [f"{call.name} {_one_call(call, clock)}" for call in request.calls[:4]]
    if len(request.calls) > 4:
        parts.append(f"{counted(len(request.calls) - 4, 'more call')}")
    if request.chunks and request.streams:
        parts.append(_chunks(request, clock))
    if request.ended is None:
        return [*parts, "still open at the end"]
    ending = {
        "done": f"answered {request.status or ''}".rstrip(),
        "left": "the client left",
        "error": f"failed: {request.error}".rstrip(": "),
    }
    return [*parts, f"{ending[request.end]} at {clock(request.ended)}"]


def _chunks(request: Request, clock: Clock) -> str:
    text = f"{counted(len(request.chunks), 'chunk')} read from {clock(request.chunks[0])}"
    tokens = sorted(at for call in request.calls for at in call.tokens)
    if not tokens:
        return text
    before = sum(at <= request.chunks[0] for at in tokens)
    return f"{text}, the first after {before} of {counted(len(tokens), 'token')}"


def _one_call(call: Call, clock: Clock) -> str:
    text = f"from {clock(call.began)}"
    if call.tokens:
        text += f", {counted(len(call.tokens), 'token')} from {clock(call.tokens[0])}"
    if call.ended is None:
        return f"{text}, no reply yet"
    ending = {"replied": "replied", "closed": "left by its caller", "broke": "broke off"}
    status = f" {call.status}" if (call.status or 200) != 200 else ""
    return f"{text}, {ending[call.end]}{status} at {clock(call.ended)}"
