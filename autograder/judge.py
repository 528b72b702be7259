"""From an answer to its verdict: run a task's check against it."""

import asyncio
import contextlib
import inspect
import io
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from math import inf
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from autograder import referee
from autograder.asgi import ASGIApp
from autograder.explain import observing
from autograder.host import Host, HostGone, KernelHost, attended
from autograder.ledger import recording
from autograder.run import LOOP_GONE, Run
from autograder.subject import Adapt, Kind, NotAnAnswer, as_app
from autograder.verdict import CannotCheck, Failed, Verdict

THREADS = 40  # AnyIO's own number of them for a loop
# Where an answer may put something else in place of what is usual: `nest_asyncio` does so in all.
_PATCHED = ("SelectorEventLoop", "ProactorEventLoop", "DefaultEventLoopPolicy")
_KINDS = [kind for name in _PATCHED if (kind := getattr(asyncio, name, None))]
_MODULES = [asyncio, asyncio.events, asyncio.futures, asyncio.tasks]
_USUAL = [(owner, dict(vars(owner))) for owner in (*_MODULES, *_KINDS)]
_TIME_SLEEP = time.sleep

_one_at_a_time = threading.Lock()

_passed: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()  # the tasks of each answer
_BROKEN = ("crash", "startup", "shutdown", "never-answers", "one-by-one")
_SHUT_DOWN = "The last check has ended what your answer kept running: run its cell, then check."


@dataclass(frozen=True)
class Task:
    """One task of an exercise: its id, what its answer is, and the check that demands it."""

    id: str
    kind: Kind
    answer: str  # the name that the answer cell defines
    check: Callable[[Run], Awaitable[None]]
    exercise: str
    adapt: Adapt | None = None  # for a function over other things than JSON

    def subject(self, names: dict[str, Any]) -> Any:
        """What the check is handed, of all the names that a notebook defines."""
        return names if self.kind == "tests" else names.get(self.answer)

    @property
    def title(self) -> str:
        """What a right answer does: the first line of the check's docstring."""
        return (self.check.__doc__ or self.id).strip().splitlines()[0]

    @property
    def further(self) -> str:
        """What to try after a pass: what the check's docstring says after "Go further:"."""
        _, _, said = (inspect.getdoc(self.check) or "").partition("Go further:")
        return " ".join(said.split())


async def judge(task: Task, subject: Any, seed: int) -> Verdict:
    """The verdict on an answer that lives on this thread's running loop.

    Raises `CannotCheck` while another check is running in this process.
    """
    if not _one_at_a_time.acquire(blocking=False):
        raise CannotCheck("another check is still running: await one check after the other")
    try:
        app = as_app(subject, task.kind, task.adapt)
        return _once_more(subject, await looked(lambda: _look(task, app, seed)))
    except NotAnAnswer as problem:
        return unanswered(task, problem, seed)
    finally:
        restore()
        _one_at_a_time.release()


def _once_more(subject: Any, verdict: Verdict) -> Verdict:
    """The verdict on an answer, with what may be to blame where it has passed this check before.

    A check ends by shutting the app down, with its tasks, and what is closed then may stay closed.
    """
    try:
        passed = _passed.setdefault(subject, set())
    except TypeError:  # it cannot be remembered
        return verdict
    if verdict.passed:
        passed.add(verdict.task)
    elif verdict.task in passed and verdict.reason in _BROKEN:
        return replace(verdict, advice=(_SHUT_DOWN, *verdict.advice))
    return verdict


async def looked(look: Callable[[], Awaitable[Verdict]]) -> Verdict:
    """The verdict of `look`, which looks once more where an earlier answer may be to blame.

    It may have left the connection that belongs to a dead loop; by now all of them are let go.
    """
    verdict = await look()
    return await look() if verdict.reason == LOOP_GONE else verdict


async def _look(task: Task, app: ASGIApp, seed: int) -> Verdict:
    judges = referee.get()
    with (
        contextlib.redirect_stderr(io.StringIO()),
        observing(asyncio.get_running_loop()) as seen,
        attended(),
    ):
        host = KernelHost(app, seen, frozenset({judges.thread_id}))
        return await asyncio.wrap_future(judges.submit(conduct(task, host, seed)))


def unanswered(task: Task, problem: NotAnAnswer, seed: int) -> Verdict:
    """The verdict on what cannot be checked at all."""
    return Verdict(task.id, False, str(problem), reason="no-answer", seed=seed)


def restore() -> None:
    """Undo what an answer did to the whole process; every later cell would inherit it.

    That is: other functions in asyncio's place, or in `time.sleep`'s, another number of threads
    for this loop, or another pool of them, which may be shut down by now.
    """
    from anyio.to_thread import current_default_thread_limiter

    for owner, usual in _USUAL:
        for name, value in usual.items():
            if callable(value) and vars(owner).get(name) is not value:
                setattr(owner, name, value)
        for name in vars(owner).keys() - usual.keys() if owner in _KINDS else ():
            delattr(owner, name)
    time.sleep = _TIME_SLEEP
    current_default_thread_limiter().total_tokens = THREADS
    loop = asyncio.get_running_loop()
    if hasattr(loop, "_default_executor"):  # made anew when it is needed
        loop._default_executor = None


async def conduct(task: Task, host: Host, seed: int) -> Verdict:
    """Run a task's check against the answer at `host`; for the referee's loop."""
    with recording() as happened:
        run = Run(host, happened, seed)
        end = inf
        try:
            await run.open()
            await task.check(run)
            end = monotonic()
            advice = (task.further,) if task.further else ()
            notes = tuple(run.notes)
            verdict = Verdict(task.id, True, task.title, details=notes, advice=advice, seed=seed)
        except HostGone:
            headline = "the process that runs your app has ended"
            verdict = Verdict(task.id, False, headline, reason="process-ended", seed=seed)
        except Failed as failed:
            place, end = failed.place, failed.at
            verdict = Verdict(
                task.id,
                False,
                failed.headline,
                reason=failed.reason,
                details=failed.details,
                advice=failed.advice,
                line=place.line if place else None,
                code=place.code if place else "",
                file=place.file if place else "",
                seed=seed,
            )
        finally:
            await run.close()
    if task.kind in ("value", "tests"):  # nothing ran that a picture could show
        return verdict
    # What closing the run does to requests still open would only puzzle its reader.
    return replace(verdict, events=tuple(event for event in happened.events if event.at <= end))
