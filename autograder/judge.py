"""From an answer to its verdict: run a task's check against it."""

import asyncio
import contextlib
import io
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from autograder import referee
from autograder.explain import observing
from autograder.host import Host, HostGone, KernelHost, attended
from autograder.ledger import recording
from autograder.run import Failed, Run
from autograder.subject import Kind, NotAnAnswer, as_app
from autograder.verdict import CannotCheck, Verdict

_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Task:
    """One task of an exercise: its id, what its answer is, and the check that demands it."""

    id: str
    kind: Kind
    answer: str  # the name that the answer cell defines
    check: Callable[[Run], Awaitable[None]]
    exercise: str

    @property
    def title(self) -> str:
        """What a right answer does: the first line of the check's docstring."""
        return (self.check.__doc__ or self.id).strip().splitlines()[0]


async def judge(task: Task, subject: Any, seed: int) -> Verdict:
    """The verdict on an answer that lives on this thread's running loop.

    Raises `CannotCheck` while another check is running in this process.
    """
    if not _one_at_a_time.acquire(blocking=False):
        raise CannotCheck("another check is still running: await one check after the other")
    try:
        app = as_app(subject, task.kind)
        judges = referee.get()
        with (
            contextlib.redirect_stderr(io.StringIO()),
            observing(asyncio.get_running_loop()) as seen,
            attended(),
        ):
            host = KernelHost(app, seen, frozenset({judges.thread_id}))
            return await asyncio.wrap_future(judges.submit(conduct(task, host, seed)))
    except NotAnAnswer as problem:
        return Verdict(task.id, False, str(problem), reason="no-answer", seed=seed)
    finally:
        _one_at_a_time.release()


async def conduct(task: Task, host: Host, seed: int) -> Verdict:
    """Run a task's check against the answer at `host`; for the referee's loop."""
    with recording() as happened:
        run = Run(host, happened, seed)
        try:
            await run.open()
            await task.check(run)
            verdict = Verdict(task.id, True, task.title, details=tuple(run.notes), seed=seed)
        except HostGone:
            headline = "the process that runs your app has ended"
            verdict = Verdict(task.id, False, headline, reason="process-ended", seed=seed)
        except Failed as failed:
            place = failed.place
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
    return replace(verdict, events=tuple(happened.events))
