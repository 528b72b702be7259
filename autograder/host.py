"""The host of an answer: the process and the loop it runs on, as the referee sees them.

`KernelHost` is the loop that runs the learner's cells, in this process. `ProcessHost`, in
`autograder.process`, is a real uvicorn in a process of its own.
"""

import asyncio
import concurrent.futures
import ctypes
import gc
import os
import signal
import sys
import threading
from asyncio import sleep  # bound now: an answer may replace it in its module
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any, Protocol, TypeVar

import httpx

from autograder import connections
from autograder.asgi import ASGIApp, StreamingASGITransport, lifespan
from autograder.explain import (
    Findings,
    Observation,
    Place,
    awaiting,
    is_importing,
    let_go,
    raised_at,
    standing,
    turning,
)

T = TypeVar("T")

# The signal that breaks a blocking call. Windows has no signal that could.
_SIGNAL: signal.Signals | None = getattr(signal, "SIGUSR2", None)

_SOON = 10.0  # seconds; a timer that is due later is nothing to wait for
_TURN = 0.0005  # seconds that a thread may compute before another one has its turn

_WAKES = ("_read_from_self", "_loop_self_reading")  # in asyncio's selector and proactor loops

_CANCELS = 4  # times that a task which shrugs off its cancellation is cancelled again

# Seconds that what runs on after the last reply, a background task say, may take to end.
_GRACE = 0.2


class LoopReleased(BaseException):
    """Raised in an answer, at the line that holds the event loop, to free the loop.

    Not an `Exception`, or an answer that retries on every error would hold on for ever.
    """


@dataclass(frozen=True)
class Standing:
    """Where a thread stands: the learner's line, the loop of theirs it turns in if it does.

    And whether it is importing a module.
    """

    place: Place | None
    turning: Place | None = None
    importing: bool = False


class HostGone(Exception):
    """The process of the answer has ended."""


class Watched(Protocol):
    """What a `Watch` needs of the place where an answer runs."""

    pid: int
    loop_thread: int  # native ids, as the operating system counts threads
    observers: frozenset[int]

    async def ping(self) -> float:
        """Return when the loop has run all that was ready: when its next timer is due.

        In seconds of `time.monotonic`; infinite where no timer is set.
        """
        ...

    async def standing(self, thread: int | None = None) -> Standing:
        """Where the loop's thread stands now, or the thread of that native id."""
        ...

    async def nested(self) -> Place | None:
        """The learner's line in which the loop runs once more, inside of itself, if it does."""
        ...

    async def awaiting(self) -> Place | None:
        """The learner's line at which the answer awaits something."""
        ...


class Host(Watched, Protocol):
    """What a check needs of it."""

    transport: httpx.AsyncBaseTransport

    async def release(self, thread: int | None = None) -> None:
        """Raise `LoopReleased` in the learner's code that holds the loop, or that thread."""
        ...

    async def collect(self) -> None:
        """Let go of all that nobody holds any more."""
        ...

    async def findings(self) -> Findings:
        """What was seen besides the wires."""
        ...

    async def in_threads(self) -> bool:
        """Whether the answer's code is at work in other threads than its loop's."""
        ...

    async def open(self) -> None:
        """Start the app: its lifespan's startup. Raises what the app raised."""
        ...

    async def shut_down(self) -> None:
        """Shut the app down: its lifespan's end. Raises what the app raised."""
        ...

    async def close(self) -> None:
        """Shut the app down unless it is, and cancel what still runs of it."""
        ...


def _may_break(frame: FrameType | None) -> bool:
    """Whether a stack runs the learner's code, and no import: a broken one cannot be repeated."""
    return standing(frame) is not None and not is_importing(frame)


def _runs_of(loop: asyncio.AbstractEventLoop) -> list[FrameType]:
    """Where the loop is at work on this thread's stack, innermost first: twice where it nests."""
    found, frame = [], sys._getframe().f_back
    while frame is not None:
        if frame.f_code.co_name == "_run_once" and frame.f_locals.get("self") is loop:
            found.append(frame)
        frame = frame.f_back
    return found


def _is_work(ready: asyncio.Handle) -> bool:
    """Whether a handle is more than the loop's own, with which other threads wake it."""
    callback = getattr(ready, "_callback", None)
    return not ready.cancelled() and getattr(callback, "__name__", "") not in _WAKES


class LoopHost:
    """The running loop of the thread that makes it. The methods are for another loop."""

    observers: frozenset[int]

    def __init__(self, seen: Observation) -> None:
        self.pid = os.getpid()
        self.loop_thread = threading.get_native_id()
        self.loop = asyncio.get_running_loop()
        self._seen = seen
        self._ident = threading.get_ident()
        # Kept, so that no new timer gets an old one's id.
        self._timers_before = list(getattr(self.loop, "_scheduled", ()))
        self._known_timers = {id(timer) for timer in self._timers_before}
        self._tasks_before = asyncio.all_tasks()
        self._runs_before = len(_runs_of(self.loop))

    def _next_timer(self) -> float:
        """When the answer's next timer is due, of those that are due soon.

        Now, where something is ready to run after this: what a timer has woken may set another.
        The loop keeps its timers in a heap, most of them time-outs that are far off or long
        cancelled; only the branches that are due soon are looked into.
        """
        ready = list(getattr(self.loop, "_ready", ()))  # copied: other threads may add to it
        if any(map(_is_work, ready)):
            return self.loop.time()
        heap = getattr(self.loop, "_scheduled", ())
        horizon, next_due, todo = self.loop.time() + _SOON, float("inf"), [0]
        while todo:
            place = todo.pop()
            if place >= len(heap) or heap[place].when() > horizon:
                continue
            timer = heap[place]
            if not timer.cancelled() and id(timer) not in self._known_timers:
                next_due = min(next_due, timer.when())
            todo += [2 * place + 1, 2 * place + 2]
        return next_due

    async def ping(self) -> float:
        return await ping(self.loop, self._next_timer)

    async def standing(self, thread: int | None = None) -> Standing:
        frame = sys._current_frames().get(self._ident_of(thread))
        return Standing(standing(frame), turning(frame), is_importing(frame))

    async def nested(self) -> Place | None:
        return await ping(self.loop, self._nested)

    def _nested(self) -> Place | None:
        runs = _runs_of(self.loop)
        return standing(runs[0].f_back) if len(runs) > self._runs_before else None

    async def awaiting(self) -> Place | None:
        return awaiting(asyncio.all_tasks(self.loop) - self._tasks_before)

    async def release(self, thread: int | None = None) -> None:
        ident = self._ident_of(thread)
        if ident == threading.main_thread().ident and _SIGNAL is not None:
            signal.pthread_kill(ident, _SIGNAL)
        elif _may_break(sys._current_frames().get(ident)):
            released = ctypes.py_object(LoopReleased)
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), released)

    def _ident_of(self, native_id: int | None) -> int:
        for thread in threading.enumerate():
            if thread.native_id == native_id and thread.ident is not None:
                return thread.ident
        return self._ident

    async def collect(self) -> None:
        # On the loop: a task that ends in another thread, while its loop runs, can crash Python.
        await ping(self.loop, gc.collect)

    async def findings(self) -> Findings:
        return self._seen.findings()  # here, since the loop may be held

    async def in_threads(self) -> bool:
        frames = sys._current_frames()
        del frames[self._ident]
        return any(standing(frame) is not None for frame in frames.values())

    async def clear(self) -> None:
        """End what the answer has left running, and let it complain of that."""
        await ship(_end_left_behind(self._tasks_before), self.loop)
        await ship(_sweep(), self.loop)
        gone = any(connections.of_another_loop(raised.message) for raised in self._seen.raised)
        if gone or (self._seen.refused and not self._seen.raised):  # for a reason that is hidden
            await ship(connections.let_go(), self.loop)


class KernelHost(LoopHost):
    """An app on the running loop of this thread, reached without a network."""

    def __init__(self, app: ASGIApp, seen: Observation, observers: frozenset[int]) -> None:
        super().__init__(seen)
        self.observers = observers
        app = reporting(app, seen)
        self._life = lifespan(app)
        self._down = False
        self._inner = StreamingASGITransport(app, raise_app_exceptions=False, grace=_GRACE)
        self.transport: httpx.AsyncBaseTransport = _ShippingTransport(self._inner, self.loop)

    async def open(self) -> None:
        self._inner.state = await ship(self._life.__aenter__(), self.loop)

    async def shut_down(self) -> None:
        self._down = True
        await ship(self._life.__aexit__(None, None, None), self.loop)

    async def close(self) -> None:
        try:
            await ship(self._inner.aclose(), self.loop)
        finally:
            self._inner.errors.clear()  # they hold frames, and what was never awaited in them
            try:
                if not self._down:
                    await self.shut_down()
            finally:
                await self.clear()


async def _end_left_behind(before: set[asyncio.Task[Any]]) -> None:
    """Cancel the tasks that an answer started and left: they would disturb every later check."""
    for _ in range(_CANCELS):
        left = {task for task in asyncio.all_tasks() - before if awaiting([task]) is not None}
        if not left:
            return
        for task in left:
            task.cancel()
        await asyncio.wait(left, timeout=_GRACE / _CANCELS)


async def _sweep() -> None:
    """Let the generators that an answer left behind end, and complain, while it is observed.

    The loop ends each in a task of its own.
    """
    gc.collect()
    for _ in range(3):
        await sleep(0)


async def ping(loop: asyncio.AbstractEventLoop, answer: Callable[[], T]) -> T:
    """Call `answer` on another thread's loop, after all that is ready there; its outcome."""
    answered: concurrent.futures.Future[T] = concurrent.futures.Future()

    def run() -> None:
        if answered.set_running_or_notify_cancel():
            try:
                answered.set_result(answer())
            except Exception as error:
                answered.set_exception(error)

    loop.call_soon_threadsafe(run)
    return await asyncio.wrap_future(answered)


async def ship(work: Coroutine[Any, Any, T], loop: asyncio.AbstractEventLoop) -> T:
    """Run `work` on another thread's loop and wait for its result."""
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, loop))


@contextmanager
def attended() -> Iterator[None]:
    """Give the referee its say while the answer runs on this thread.

    Threads take turns more often, so that an answer that computes cannot starve the referee;
    and on the main thread, `release` can break into blocking calls. The handler raises only
    where the interrupted stack runs the learner's code, so a signal that comes late cannot
    hurt the kernel.
    """

    def on_signal(_: int, frame: FrameType | None) -> None:
        if _may_break(frame):
            raise LoopReleased

    interval = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    breaks = _SIGNAL if threading.current_thread() is threading.main_thread() else None
    before = signal.signal(breaks, on_signal) if breaks is not None else None
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
        if breaks is not None:
            signal.signal(breaks, before)


def reporting(app: ASGIApp, seen: Observation) -> ASGIApp:
    """The same app, with what it calls and every exception that leaves it noted.

    Starlette replies 500 and then raises. That reply is kept until the exception is noted, so
    that whoever has it finds the reason too.
    """

    async def reports(scope: Any, receive: Any, send: Any) -> None:
        kept: list[Any] = []

        async def sending(message: Any) -> None:
            seen.refused |= message.get("status", 0) >= 500
            if kept or message.get("status") == 500:
                kept.append(message)
            else:
                await send(message)

        try:
            await app(scope, receive, sending)
            seen.called(scope.get("endpoint"))  # the router leaves it there
        except (Exception, SystemExit, KeyboardInterrupt) as error:
            raised = raised_at(error)
            let_go(error)
            seen.raised.append(raised)
            if not isinstance(error, Exception):  # it would end the process
                raise RuntimeError("the app tried to end the process") from None
            raise
        finally:
            for message in kept:
                await send(message)

    return reports


class _ShippingTransport(httpx.AsyncBaseTransport):
    """Carries requests to an app whose loop runs in another thread, one step at a time."""

    def __init__(self, inner: StreamingASGITransport, loop: asyncio.AbstractEventLoop) -> None:
        self._inner = inner
        self._loop = loop

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()  # a body already read can cross threads
        responses: list[httpx.Response] = []

        async def respond() -> None:
            responses.append(await self._inner.handle_async_request(request))

        try:
            await ship(respond(), self._loop)
        except asyncio.CancelledError:
            # It may have come at that very moment, and nobody else would close it.
            asyncio.run_coroutine_threadsafe(_close(responses), self._loop)
            raise
        response = responses[0]
        assert isinstance(response.stream, httpx.AsyncByteStream)
        return httpx.Response(
            response.status_code,
            headers=response.headers,
            stream=_ShippedStream(response.stream, self._loop),
            extensions=response.extensions,
        )


class _ShippedStream(httpx.AsyncByteStream):
    def __init__(self, inner: httpx.AsyncByteStream, loop: asyncio.AbstractEventLoop) -> None:
        self._inner = inner
        self._chunks = inner.__aiter__()
        self._loop = loop

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            chunk = await ship(_next(self._chunks), self._loop)
            if chunk is None:
                return
            yield chunk

    async def aclose(self) -> None:
        await ship(self._inner.aclose(), self._loop)


async def _close(responses: list[httpx.Response]) -> None:
    for response in responses:
        await response.aclose()


async def _next(chunks: AsyncIterator[bytes]) -> bytes | None:
    # StopAsyncIteration cannot cross a future.
    return await anext(chunks, None)
