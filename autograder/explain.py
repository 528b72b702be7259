"""Explanations: which line of the learner's own code did it.

These never make a verdict, they say where to look: the line on which the loop stands, the
call that nobody awaited, the exception that an endpoint raised, the task that failed with
nobody watching. Frames of libraries and of this package are left out.
"""

import ast
import asyncio
import gc
import inspect
import linecache
import logging
import os
import sys
import sysconfig
import traceback
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from types import FrameType
from typing import Any

_LIBRARIES = tuple(
    {os.path.realpath(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")}
    | {sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")}
    | {os.path.dirname(os.path.abspath(__file__))}
)
# Below these a stack is what runs the loop: the kernel, or a script with `asyncio.run`.
_LOOP = (
    asyncio.Handle._run.__code__,
    asyncio.BaseEventLoop._run_once.__code__,  # type: ignore[attr-defined]  # private: in no stub
)
_Position = tuple[int | None, int | None, int | None, int | None]  # lines, then columns
_LONGEST = 40  # characters of code quoted in a headline: a call of the SDK fits
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_LOOPS = (ast.For, ast.AsyncFor, ast.While, *_COMPREHENSIONS)
_DEPTH = 16  # frames kept of where a coroutine was made: clients wrap their calls deeply


@dataclass(frozen=True)
class Place:
    """A line of the learner's code; `code` is the expression on it that matters."""

    file: str
    line: int
    code: str

    def __str__(self) -> str:
        return f"line {self.line}: `{self.code}`"


@dataclass(frozen=True)
class Raised:
    """An exception that came out of the answer, and where the learner's code raised it."""

    type: str
    message: str
    place: Place | None


@dataclass
class Findings:
    """What was seen in the process of the answer, besides what it sent over the wires."""

    unawaited: list[tuple[str, Place | None]] = field(default_factory=list)
    raised: list[Raised] = field(default_factory=list)
    lost: list[Raised] = field(default_factory=list)
    in_threads: list[str] = field(default_factory=list)  # `def` endpoints that were called
    orphaned: list[str] = field(default_factory=list)  # what tasks ran that nobody held any more


def is_learners(filename: str) -> bool:
    """Whether code compiled from `filename` was written by the learner."""
    return not filename.startswith(("<frozen", "<string>", *_LIBRARIES))


def standing(frame: FrameType | None) -> Place | None:
    """The learner's line that a running or blocked stack stands on, innermost first."""
    for step in _steps(frame):
        if is_learners(step.f_code.co_filename):
            return _place(step, step.f_lasti, step.f_lineno)
    return None


def turning(frame: FrameType | None) -> Place | None:
    """The learner's loop that a computing stack goes round in; None inside a library's call.

    Which line of a loop a glance happens to catch is chance; the loop itself is not. One that
    stands around the whole function is none of its own.
    """
    innermost = next(_steps(frame), None)
    if innermost is None or not is_learners(innermost.f_code.co_filename):
        return None
    filename, line = innermost.f_code.co_filename, innermost.f_lineno
    source, tree = _parsed(filename)
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, _LOOPS)
        and innermost.f_code.co_firstlineno <= node.lineno <= line <= (node.end_lineno or line)
    ]
    if not around:
        return None
    loop = max(around, key=lambda node: (node.lineno, node.col_offset))
    code = ast.get_source_segment(source, loop) or ""
    if isinstance(loop, ast.stmt):
        code = "\n".join(code.splitlines()[: loop.body[0].lineno - loop.lineno or 1])
    return Place(filename, loop.lineno, shorten(code))


def awaiting(tasks: Iterable[asyncio.Task[Any]]) -> Place | None:
    """The learner's line at which these tasks wait: of each the innermost, of those the first."""
    places = [_awaiting(task.get_coro()) for task in tasks]
    found = [place for place in places if place is not None]
    return min(found, key=lambda place: (place.file, place.line), default=None)


def _awaiting(step: Any) -> Place | None:
    place = None
    while step is not None:
        frame = getattr(step, "cr_frame", None) or getattr(step, "gi_frame", None)
        if frame is not None and is_learners(frame.f_code.co_filename):
            place = _place(frame, frame.f_lasti, frame.f_lineno)
        step = getattr(step, "cr_await", None) or getattr(step, "gi_yieldfrom", None)
    return place


def is_importing(frame: FrameType | None) -> bool:
    """Whether a stack is inside an import, which computes for long but only once."""
    return any(step.f_code.co_filename.startswith("<frozen importlib") for step in _steps(frame))


def _steps(frame: FrameType | None) -> Iterator[FrameType]:
    """A stack from its innermost frame out to the loop that runs it, not what runs the loop."""
    while frame is not None and frame.f_code not in _LOOP:
        yield frame
        frame = frame.f_back


def raised_at(error: BaseException) -> Raised:
    """Where an exception left the learner's code; of a group, its first exception."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    place, trace = None, error.__traceback__
    while trace is not None:
        if is_learners(trace.tb_frame.f_code.co_filename):
            place = _place(trace.tb_frame, trace.tb_lasti, trace.tb_lineno)
        trace = trace.tb_next
    return Raised(type(error).__name__, str(error), place)


def let_go(error: BaseException) -> None:
    """Empty the frames that an exception has left, so that what they hold is let go.

    A coroutine that nobody awaited complains only once nobody holds it.
    """
    todo, done = [error], set[int]()
    while todo:
        error = todo.pop()
        if id(error) in done:  # what Starlette raises can be its own context
            continue
        done.add(id(error))
        traceback.clear_frames(error.__traceback__)
        if isinstance(error, AttributeError):
            error.obj = None
        if isinstance(error, BaseExceptionGroup):
            todo += error.exceptions
        if error.__context__ is not None:
            todo.append(error.__context__)


def _place(frame: FrameType, lasti: int, line: int) -> Place:
    """The expression that the instruction at `lasti` evaluates, from the source text."""
    filename = frame.f_code.co_filename
    positions = list(frame.f_code.co_positions())
    position = positions[lasti // 2] if lasti >= 0 else (None,) * 4
    if lasti > 0 and sys.version_info >= (3, 13):
        position = _headed_by(position, positions[lasti // 2 - 1], filename)
    start, end, column, end_column = position
    lines = linecache.getlines(filename, frame.f_globals)
    if start is None or end is None or column is None or end_column is None or not lines:
        return Place(filename, line, _line(filename, line))
    # Columns count UTF-8 bytes.
    text = [line.encode() for line in lines[start - 1 : end]]
    if not text:
        return Place(filename, line, "")
    text[-1] = text[-1][:end_column]
    text[0] = text[0][column:]
    if text[0].rstrip().endswith(b":"):  # a `with` or a loop stands for itself, not for its body
        text = text[:1]
    return Place(filename, start, shorten(b"".join(text).decode(errors="replace")))


def _headed_by(position: _Position, before: _Position, filename: str) -> _Position:
    """Where the `with` or the loop stands of which an instruction at `position` is a step.

    Since Python 3.13 such a step, to enter say, stands at the expression in the head. The
    instruction `before` tells it from those that evaluate this expression: it is none of them.
    """
    for node in ast.walk(_parsed(filename)[1]):
        if any(_position(head) == position for head in _heads(node)):
            return _position(node) if before in (position, _position(node)) else position
    return position


def _heads(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.With | ast.AsyncWith):
        return [item.context_expr for item in node.items]
    if isinstance(node, ast.For | ast.AsyncFor):
        return [node.iter]
    return [part.iter for part in node.generators] if isinstance(node, _COMPREHENSIONS) else []


def _position(node: Any) -> _Position:
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset


def _line(filename: str, line: int) -> str:
    return shorten(linecache.getline(filename, line))


def shorten(code: str) -> str:
    """One line of code for a headline: arguments give way to `…` when they are long."""
    code = " ".join(code.split()).removeprefix("await ")
    if len(code) > _LONGEST and code.endswith(")") and not code.startswith("("):
        code = _without_arguments(code)
    return code if len(code) <= _LONGEST else code[: _LONGEST - 1] + "…"


def _without_arguments(code: str) -> str:
    """`pool.submit(work, 1).result()` becomes `pool.submit(…).result()`."""
    kept, depth = "", 0
    for letter, following in zip(code, f"{code[1:]} ", strict=True):
        depth -= letter == ")"
        if depth == 0:
            kept += "(…" if letter == "(" and following != ")" else letter
        depth += letter == "("
    return kept


def _call_on(filename: str, line: int, name: str) -> str:
    """The call on `line` whose function is called `name`, else the first one there."""
    source, tree = _parsed(filename)
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    named = [call for call in calls if _name(call.func) == name]
    starting = [call for call in calls if call.lineno == line]
    for call in named or starting:
        return shorten(ast.get_source_segment(source, call) or "")
    return _line(filename, line)


def _parsed(filename: str) -> tuple[str, ast.AST]:
    """A file's source and its tree; an empty tree where it is no plain Python."""
    source = "".join(linecache.getlines(filename))
    return source, _tree(source)


@lru_cache(maxsize=8)  # a stack is looked at many times while it is proven to be held
def _tree(source: str) -> ast.AST:
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT  # cells may await
    try:
        return compile(source, "answer", "exec", flags)
    except SyntaxError:
        return ast.Module([], [])


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _unawaited(coroutine: Any) -> tuple[str, Place | None]:
    name = coroutine.__name__
    for filename, line, _ in coroutine.cr_origin or ():
        if is_learners(filename):
            return name, Place(filename, line, _call_on(filename, line, name))
    return name, None


class Observation:
    """What is being seen of an answer while it runs."""

    def __init__(self, warned: list[warnings.WarningMessage]) -> None:
        self._warned = warned
        self.raised: list[Raised] = []
        self.lost: list[Raised] = []
        self.orphaned: list[str] = []
        self.in_threads: dict[str, None] = {}  # in the order in which they were called
        self.refused = False  # whether a reply had a status of 500 or above

    def called(self, endpoint: Any) -> None:
        """Note which endpoint served a request, if it is one that FastAPI runs in a thread."""
        if endpoint is None or inspect.isclass(endpoint):
            return
        ways = (endpoint, inspect.unwrap(endpoint), type(endpoint).__call__)
        if not any(map(inspect.iscoroutinefunction, ways)):
            self.in_threads[getattr(endpoint, "__name__", type(endpoint).__name__)] = None

    def findings(self) -> Findings:
        """What has been seen so far."""
        coroutines = [w.source for w in list(self._warned) if asyncio.iscoroutine(w.source)]
        unawaited = [_unawaited(coroutine) for coroutine in coroutines]
        return Findings(
            unawaited,
            list(self.raised),
            list(self.lost),
            list(self.in_threads),
            list(self.orphaned),
        )


@contextmanager
def observing(loop: asyncio.AbstractEventLoop) -> Iterator[Observation]:
    """Observe the answer that runs on `loop`; for the thread of that loop.

    Warnings, log records and the loop's complaints are kept here and go nowhere else: a
    graded cell that writes to stderr scores nothing. Garbage is collected when we say so only.
    """

    def lost(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if isinstance(context.get("exception"), Exception):
            seen.lost.append(raised_at(context["exception"]))
        elif "Task was destroyed" in context["message"]:
            coroutine = context["task"].get_coro()
            if inspect.iscoroutine(coroutine) and is_learners(coroutine.cr_code.co_filename):
                seen.orphaned.append(coroutine.__name__)

    root = logging.getLogger()
    depth, handlers = sys.get_coroutine_origin_tracking_depth(), root.handlers
    complain = loop.get_exception_handler()
    gc.freeze()  # what is there already is not this answer's, and takes long to look through
    collects = gc.isenabled()
    gc.disable()  # what an answer leaves to chance ends when the check says so, on its own loop
    with warnings.catch_warnings(record=True) as warned:
        seen = Observation(warned)
        warnings.simplefilter("always")
        sys.set_coroutine_origin_tracking_depth(_DEPTH)
        loop.set_exception_handler(lost)
        root.handlers = [logging.NullHandler()]
        try:
            yield seen
            gc.collect(1)  # what the answer left behind complains now, not in a later cell
        finally:
            root.handlers = handlers
            loop.set_exception_handler(complain)
            sys.set_coroutine_origin_tracking_depth(depth)
            gc.unfreeze()
            if collects:
                gc.enable()
