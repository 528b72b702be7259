"""The picture of one run: a lane per request, who waited for whom, who held the loop.

    with timeline("three users, one blocking call"):
        await asyncio.gather(*(http.post("/chat", json={"message": m}) for m in messages))

draws what happened in the block as soon as it ends. `draw` makes the same picture from
events that were recorded before.
"""

import asyncio
import hashlib
import io
import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from autograder import theme
from autograder.display import show
from autograder.lanes import (
    Call,
    Clock,
    Lanes,
    Line,
    Request,
    describe,
    lay_out,
    more_lanes,
    more_lines,
    plain,
)
from autograder.ledger import Event, Recording, recording
from autograder.loopwatch import watching

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# All lengths are in pixels of a picture shown at its full width.
_WIDTH, _MARGIN, _OUTCOME, _MAX_LABEL = 840, 16, 74, 200
_MOST_CALLS = 8  # of one request
_BAR, _GAP, _ROW, _FONT = 22, 12, 10, 12.5
_CHARACTER = 0.58 * _FONT
_HATCHES = {"model": "//", "service": "---", "held": r"\\"}


@dataclass(frozen=True)
class Timeline:
    """One run as a picture: `svg` for a page, `text` for who cannot or need not see it."""

    svg: str
    text: str

    @property
    def html(self) -> str:
        """The picture with its style, to stand in a page.

        A notebook that is not trusted shows neither drawings nor styles; there it is the text.
        """
        return (
            f"<style>{theme.css('.cc-run')}{_CSS}</style>"
            f'<div class="cc-run" hidden="hidden">{self.svg}</div>'
            f'<pre class="cc-run-text">{escape(self.text)}</pre>'
        )

    def _repr_html_(self) -> str:
        return self.html

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


_CSS = (
    ".cc-run-text.cc-run-text{display:none}"
    ".cc-run{display:block;max-width:840px;margin:4px 0;box-sizing:border-box;overflow:hidden;"
    "background:var(--cc-surface);border:1px solid var(--cc-border);border-radius:8px}"
    ".cc-run svg{display:block;width:100%;height:auto;max-width:none;margin:0}"
)


@contextmanager
def timeline(title: str = "") -> Iterator[Recording]:
    """Record what happens in the block, and show its picture when the block ends."""
    with recording() as run:
        try:
            with _loop_watched():
                yield run
        finally:
            picture = draw(run.events, title)
            show(picture.html, picture.text)


def _loop_watched() -> AbstractContextManager[None]:
    try:
        return watching(asyncio.get_running_loop())
    except RuntimeError:  # no loop runs here: nothing that could be held
        return nullcontext()


def draw(events: Iterable[Event], title: str = "") -> Timeline:
    """Draw `events`. The same events and title give the same picture, byte for byte."""
    lanes, title = lay_out(events), plain(title)
    rows = describe(lanes)
    text = "\n".join([title, *rows] if title else rows)
    return Timeline(_svg(lanes, title, rows), text)


def _svg(lanes: Lanes, title: str, rows: Sequence[str]) -> str:
    salt = hashlib.sha256("\n".join([title, *rows]).encode(errors="replace")).hexdigest()[:8]
    mpl = _matplotlib()
    settings = {
        "svg.fonttype": "none",
        "svg.hashsalt": salt,
        "font.family": ["DejaVu Sans"],
        "hatch.linewidth": 0.8,
    }
    file = io.StringIO()
    # A font without some letter of the learner's is no matter: the browser sets the text.
    with warnings.catch_warnings(), mpl.rc_context():
        warnings.simplefilter("ignore")
        mpl.rcdefaults()
        mpl.rcParams.update(settings)
        picture = _Picture(lanes, title)
        figure = mpl.figure.Figure((_WIDTH / 72, picture.height / 72), dpi=72)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, _WIDTH), ylim=(picture.height, 0))
        axes.set_axis_off()
        picture.draw(axes)
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    return _for_page(file.getvalue(), salt, title or "Timeline of the run", rows)


def _for_page(svg: str, salt: str, title: str, rows: Sequence[str]) -> str:
    """Matplotlib's file as an element: themed, named for screen readers, with ids of its own."""
    size = re.search(r'viewBox="[^"]*"', svg)
    assert size is not None
    body = svg[svg.index("<defs>") : svg.rindex("</svg>")]
    # Its style sheet speaks of `*`, which on a page is everything.
    body = re.sub(r"<style.*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r'<g id="\w+?_\d+">', "<g>", body)
    body = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>cc{salt}-", body)
    body = body.replace("'DejaVu Sans'", theme.FONT)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'{size[0]} stroke-linejoin="round" stroke-linecap="butt" '
        f'role="img" aria-label="{escape(" ".join([f"{title}.", *rows]))}">'
    )
    return f"{head}{theme.themed(body)}</svg>"


class _Picture:
    """Where everything goes. y grows downwards."""

    def __init__(self, lanes: Lanes, title: str) -> None:
        self.lanes, self.title, self.clock = lanes, title, Clock(lanes.seconds)
        self.shown, self.more = lanes.told_lanes()
        self.lines, self.more_lines = lanes.told_lines()
        names = [lane.name for lane in self.shown] + (["event loop"] if lanes.held else [])
        longest = max((_CHARACTER * len(name) for name in names), default=0)
        self.left = _MARGIN + min(longest, _MAX_LABEL) + 14
        self.right = _WIDTH - _MARGIN - _OUTCOME
        self.top = _MARGIN + (30 if title else 4)
        self.bottom = self.top + sum(_height(lane) + _GAP for lane in self.shown)
        if self.more:
            self.bottom += _BAR
        self.loop = self.bottom
        if lanes.held:
            self.bottom += _BAR + 18 * (len(self.lines) + bool(self.more_lines)) + 6
        self.height = self.bottom + 64

    def x(self, at: float) -> float:
        return self.left + (self.right - self.left) * at / max(self.lanes.seconds, 1e-6)

    def draw(self, axes: "Axes") -> None:
        pen = _Pen(axes)
        if self.title:
            pen.text(_MARGIN, _MARGIN + 14, _cut(self.title, 100), size=14, weight="bold")
        if not self.shown and not self.lines:
            pen.text(_MARGIN, self.top + 16, "Nothing happened in this run.", "muted")
            return
        for stop in self.lanes.held:
            pen.box(self.x(stop.began), self.x(stop.ended), self.top - 6, self.bottom, "held-tint")
        self._time(pen)
        y: float = self.top
        for lane in self.shown:
            height = _height(lane)
            pen.text(_MARGIN, y + height / 2, _cut(lane.name, self._label_room()), middle=True)
            if isinstance(lane, Request):
                self._request(pen, lane, y, height)
            else:
                self._call(pen, lane, y + 4, _BAR - 8)
                self._outcome(pen, lane.outcome, lane.cut, y + height / 2)
            y += height + _GAP
        if self.more:
            pen.text(_MARGIN, y + 6, more_lanes(self.more), "muted", middle=True)
        if self.lanes.held:
            self._loop(pen)
        self._legend(pen)

    def _label_room(self) -> int:
        return int((self.left - _MARGIN - 10) / _CHARACTER)

    def _time(self, pen: "_Pen") -> None:
        for at, label in self.clock.ticks():
            pen.line(self.x(at), self.top - 6, self.bottom, "grid")
            pen.text(self.x(at), self.bottom + 16, label, "muted", size=11.5, align="center")
        pen.rule(self.left, self.right, self.bottom, "border")

    def _request(self, pen: "_Pen", request: Request, y: float, height: float) -> None:
        end = self.lanes.seconds if request.ended is None else request.ended
        pen.box(self.x(request.began), self.x(end), y, y + height, "bar", "edge", rounded=True)
        calls = request.calls[:_MOST_CALLS]
        top, high = (y + 5, 12) if len(calls) == 1 else (y + 4, _ROW - 2)
        for row, call in enumerate(calls):
            self._call(pen, call, top + _ROW * row, high)
            if call.cut and call.end == "replied":
                self._status(pen, call, top + _ROW * row + high / 2)
        if request.streams:
            pen.dots(_apart(self.x(at) for at in request.chunks), y + height, "ink")
        bad = request.failed or request.end == "left"
        if bad:
            pen.line(self.x(end), y - 3, y + height + 3, "held", width=2.5)
        self._outcome(pen, request.outcome, bad, y + height / 2)

    def _call(self, pen: "_Pen", call: Call, y: float, height: float) -> None:
        end = self.lanes.seconds if call.ended is None else call.ended
        left, right = self.x(call.began), self.x(end)
        colour = call.service
        pen.box(left, right, y, y + height, f"{colour}-tint", colour, _HATCHES[colour])
        pen.ticks(_apart(self.x(at) for at in call.tokens), y - 2, y + height + 2, "ink")
        if call.cut:
            pen.cross(right, y + height / 2, "held")

    def _status(self, pen: "_Pen", call: Call, y: float) -> None:
        """The error that `call` got, beside its cross: the outcome is that of its request."""
        right = self.x(call.ended or 0.0)
        where, aside = ("left", 7) if right + 30 < self.right else ("right", -7)
        pen.text(
            right + aside, y, call.outcome, "held", size=9, weight="bold", align=where, middle=True
        )

    def _outcome(self, pen: "_Pen", word: str, bad: bool, y: float) -> None:
        weight = "bold" if bad else "normal"
        pen.text(self.right + 14, y, word, "held" if bad else "muted", weight=weight, middle=True)

    def _loop(self, pen: "_Pen") -> None:
        y = self.loop
        pen.text(_MARGIN, y + _BAR / 2, "event loop", middle=True)
        pen.rule(self.left, self.right, y + _BAR / 2, "edge")
        for stop in self.lanes.held:
            left, right = self.x(stop.began), self.x(stop.ended)
            pen.box(left, right, y + 3, y + _BAR - 3, "held-tint", "held", _HATCHES["held"])
        for row, line in enumerate(self.lines):
            text = _cut(_held_label(line, self.clock), int((self.right - self.left) / 6.8))
            room = self.right - self.x(line.began)
            fits = len(text) * 6.8 < room
            x = self.x(line.began) if fits else self.right
            where = "left" if fits else "right"
            pen.text(x, y + _BAR + 12 + 18 * row, text, "held", align=where, weight="bold")
        if self.more_lines:
            y += _BAR + 12 + 18 * len(self.lines)
            pen.text(self.left, y, more_lines(self.more_lines), "muted")

    def _legend(self, pen: "_Pen") -> None:
        calls = [call for request in self.lanes.requests for call in request.calls]
        calls += self.lanes.strays
        x, y = float(_MARGIN), self.bottom + 44
        entries: list[tuple[str, str]] = []
        if self.lanes.requests:
            entries.append(("request", "request open"))
        if any(call.service == "model" for call in calls):
            entries.append(("model", "waiting for the model"))
        if any(call.service == "service" for call in calls):
            entries.append(("service", "waiting for the archive"))
        if any(call.tokens for call in calls):
            entries.append(("token", "token sent"))
        if any(one.chunks and one.streams for one in self.lanes.requests):
            entries.append(("chunk", "chunk read"))
        if any(call.cut for call in calls):
            entries.append(("cut", "call cut off"))
        if self.lanes.held:
            entries.append(("held", "loop held"))
        for kind, label in entries:
            self._swatch(pen, kind, x, y)
            wide = kind not in ("token", "chunk", "cut")
            pen.text(x + (28 if wide else 14), y, label, "muted", size=11.5, middle=True)
            x += (28 if wide else 14) + 6 * len(label) + 20

    def _swatch(self, pen: "_Pen", kind: str, x: float, y: float) -> None:
        top, low, right = y - 6, y + 6, x + 22
        if kind == "request":
            pen.box(x, right, top, low, "bar", "edge", rounded=True)
        elif kind == "model":
            pen.box(x, right, top, low, "model-tint", "model", _HATCHES["model"])
        elif kind == "service":
            pen.box(x, right, top, low, "service-tint", "service", _HATCHES["service"])
        elif kind == "held":
            pen.box(x, right, top, low, "held-tint", "held", _HATCHES["held"])
        elif kind == "token":
            pen.ticks([x + 4], top, low, "ink")
        elif kind == "chunk":
            pen.dots([x + 4], y, "ink")
        else:
            pen.cross(x + 4, y, "held")


def _height(lane: Request | Call) -> float:
    if isinstance(lane, Call) or len(lane.calls) < 2:
        return _BAR
    return 6 + _ROW * min(len(lane.calls), _MOST_CALLS)


def _held_label(line: Line, clock: Clock) -> str:
    times = f"{len(line.held)} times, " if len(line.held) > 1 else ""
    where = f" · {line.where}" if line.where else ""
    return f"held {times}{clock(line.seconds)}{where}"


def _apart(places: Iterable[float]) -> list[float]:
    """`places` without those that would lie on top of the one before."""
    kept: list[float] = []
    for place in places:
        if not kept or place - kept[-1] >= 4:
            kept.append(place)
    return kept


def _cut(text: str, room: int) -> str:
    """`text` in at most `room` characters; the number at the end of a name stays."""
    if len(text) <= room:
        return text
    _, mark, number = text.rpartition(" #")
    tail = f"… #{number}" if mark and number.isdigit() else "…"
    return text[: max(room - len(tail), 1)].rstrip() + tail


class _Pen:
    """Draws on `axes` in pixels, in colours of the light palette."""

    def __init__(self, axes: "Axes") -> None:
        self._axes, self._mpl = axes, _matplotlib()

    def _add(self, artist: Any) -> None:
        """Add `artist` above all that was drawn before it."""
        artist.set_zorder(len(self._axes.get_children()))
        self._axes.add_artist(artist).set_clip_on(False)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        colour: str = "ink",
        *,
        size: float = _FONT,
        weight: str = "normal",
        align: str = "left",
        middle: bool = False,
    ) -> None:
        baseline = y + 0.35 * size if middle else y
        self._add(
            self._mpl.text.Text(
                x, baseline, text, color=theme.light(colour), fontsize=size, fontweight=weight,
                ha=align, va="baseline", parse_math=False,
            )
        )  # fmt: skip

    def box(
        self,
        left: float,
        right: float,
        top: float,
        low: float,
        fill: str,
        edge: str | None = None,
        hatch: str | None = None,
        *,
        rounded: bool = False,
    ) -> None:
        width = max(right - left, 2.0)
        make = self._mpl.patches.FancyBboxPatch if rounded else self._mpl.patches.Rectangle
        style = {"boxstyle": "round,pad=0,rounding_size=3"} if rounded else {}
        patch = make(
            (left, top), width, low - top, facecolor=theme.light(fill), linewidth=1,
            edgecolor=theme.light(edge) if edge else "none", hatch=hatch, **style,
        )  # fmt: skip
        self._add(patch)

    def line(self, x: float, top: float, low: float, colour: str, width: float = 1) -> None:
        self._plot([x, x], [top, low], colour, width)

    def rule(self, left: float, right: float, y: float, colour: str) -> None:
        self._plot([left, right], [y, y], colour, 1)

    def _plot(self, xs: list[float], ys: list[float], colour: str, width: float) -> None:
        line = self._mpl.lines.Line2D(xs, ys, color=theme.light(colour), linewidth=width)
        self._add(line)

    def ticks(self, xs: Sequence[float], top: float, low: float, colour: str) -> None:
        if xs:
            segments = [((x, top), (x, low)) for x in xs]
            lines = self._mpl.collections.LineCollection(
                segments, colors=theme.light(colour), linewidths=1.6
            )
            self._add(lines)

    def dots(self, xs: Sequence[float], y: float, colour: str) -> None:
        self._marks(xs, y, colour, "o", 5)

    def cross(self, x: float, y: float, colour: str) -> None:
        self._marks([x], y, colour, "x", 7)

    def _marks(self, xs: Sequence[float], y: float, colour: str, kind: str, size: float) -> None:
        if xs:
            marks = self._mpl.lines.Line2D(
                xs, [y] * len(xs), linestyle="none", marker=kind, markersize=size,
                color=theme.light(colour), markeredgewidth=2 if kind == "x" else 0,
            )  # fmt: skip
            self._add(marks)


def _matplotlib() -> Any:
    """Matplotlib, imported on first use and without a word on stderr.

    On a new machine it would report there that it builds its font cache, or that it cannot
    keep one; in a graded cell that costs the learner's points.
    """
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        import matplotlib.backends.backend_svg
        import matplotlib.collections
        import matplotlib.figure
        import matplotlib.lines
        import matplotlib.patches
        import matplotlib.text
    finally:
        logger.setLevel(level)
    return matplotlib
