"""Stalls: wait for something to happen, or for proof that it cannot happen any more.

The proof never is that time has passed. It is one of these, seen from outside the answer:

idle        both loops have answered many pings in a row, so all that was ready has run, and
            no thread has run, waited for a processor or been runnable since; no timer of the
            answer's is due soon
waiting     the loop leaves a ping unanswered while its process is parked: a blocking call;
            or it sleeps while others compute for long, in threads or in child processes
computing   the loop leaves a ping unanswered while its thread uses up processor time
endless     the answer, or a process it has started, uses up processor time, sends nothing and
            never comes to rest
restless    the answer calls on and on, hundreds of times, and not what is waited for

A starved machine makes each of these slower to prove and none of them easier.

    stall = await watch.until(lambda: len(calls) == 3)
    if stall is not None:
        print(stall.kind, stall.place)    # "waiting line 7: `time.sleep(1)`"
"""

import asyncio
import os
from asyncio import sleep, wait  # bound now: an answer may replace them in their modules
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Literal

from autograder import evidence
from autograder.evidence import Key, Thread, Witness
from autograder.explain import Place
from autograder.host import Watched, ping
from autograder.ledger import ENDS, Recording, record_held

PINGS = 20  # in a row, by each loop, before the threads are looked at
PROOFS = 2  # windows in a row in which all must be parked
LOOK = 0.01  # seconds a ping may be under way before the threads are looked at
PATIENCE = 2.0  # seconds within which a timer of the answer's counts as progress to come
PATIENT = 10.0  # seconds, where nothing is left to do but wait
LONGEST_REST = 25  # looks, while something is at work and nothing moves
HELD = 0.4  # seconds of processor time within one turn of the loop
_GLANCES = 10  # at threads that compute, to find the learner's line
CHILD_ENDLESS = 30.0  # seconds of processor time of one child process, likewise
ENDLESS = 2.0  # seconds of processor time without anything sent, or while the app starts
RESTLESS = 125  # calls, twice, while one thing is waited for; right answers make up to 60


@dataclass(frozen=True)
class Stall:
    """Why nothing more can happen, and on which of the learner's lines if that is known."""

    kind: Literal["idle", "waiting", "computing", "endless", "restless"]
    place: Place | None = None
    threads: tuple[int, ...] = ()  # native ids of the answer's threads that compute endlessly

    @property
    def holds_loop(self) -> bool:
        return self.kind in ("waiting", "computing")


class Watch:
    """Watches one host and the services it calls, while a check runs; for the referee's loop."""

    def __init__(
        self, host: Watched, recording: Recording, services: tuple[asyncio.AbstractEventLoop, ...]
    ) -> None:
        self._host = host
        self._recording = recording
        self._services = services
        self._pids = {host.pid, os.getpid()}
        self._witness = Witness(self._pids, host.observers)

    def close(self) -> None:
        self._witness.close()

    async def until(
        self, done: Callable[[], bool], patience: float = PATIENCE, held: float = HELD
    ) -> Stall | None:
        """Wait until `done()`: None then, or the proof that it will not come true.

        A timer of the answer's that is due within `patience` seconds, or a worker thread in
        a sleep, is waited for before the answer is called idle. The loop is called held after
        `held` seconds of processor time within one turn.
        """
        began, ran = len(self._recording.events), None
        while not done():
            if self._calls_since(began) > RESTLESS:
                if ran is not None:
                    return await self._endless(ran, "restless")
                began, ran = len(self._recording.events), self._witness.threads()
            stall = await self._stall(self._moved(done), patience, held)
            if stall is not None and not done():
                return stall
        return None

    def _calls_since(self, began: int) -> int:
        events = self._recording.events
        if len(events) - began <= RESTLESS:  # almost always
            return 0
        return sum(event.kind == "arrived" for event in events[began:])

    def _moved(self, done: Callable[[], bool]) -> Callable[[], bool]:
        """Whether, from now on, anything has happened or `done()` has come true."""
        seen = len(self._recording.events)
        return lambda: done() or len(self._recording.events) != seen

    async def _stall(self, moved: Callable[[], bool], patience: float, held: float) -> Stall | None:
        """The proof that nothing will happen any more, or None as soon as something has."""
        horizon: float | None = None  # counted from when the answer first is at rest
        began, computed = self._witness.threads(), evidence.computed(self._pids)
        proofs = pings = looks = 0
        while not moved():
            due = await self._ping(moved, held)
            if due is None or isinstance(due, Stall):
                return due
            if evidence.computed(self._pids) - computed > ENDLESS * evidence.slowness():
                return await self._endless(began, "endless")
            pings += 1
            if pings % PINGS:
                continue
            if not await self._witness.parked():
                proofs, looks = 0, looks + 1
                if looks % LONGEST_REST == 0 and self._child_computes_on(began):
                    return await self._endless(began, "endless")
                await _rest(looks, moved)
                continue
            horizon = horizon or monotonic() + patience
            if due <= horizon or (monotonic() < horizon and self._witness.sleeping()):
                proofs = 0
                await sleep(LOOK)
                continue
            proofs += 1
            if proofs == PROOFS:
                return None if moved() else Stall("idle", await self._host.awaiting())
        return None

    def _child_computes_on(self, before: dict[Key, Thread]) -> bool:
        """Whether a process that the answer has started computes without end.

        The course's own CPU-heavy library does so until its call is answered; a pool's workers
        import for seconds when they start, each in a process of its own.
        """
        waiting = 0
        for event in self._recording.events:
            waiting += (event.kind == "arrived") - (event.kind in ENDS)
        used: Counter[int] = Counter()
        for (pid, _), ran in self._used(before).items():
            used[pid] += ran
        limit = CHILD_ENDLESS * evidence.slowness() * 1e9
        return not waiting and any(used[pid] > limit for pid in used.keys() - self._pids)

    async def _ping(self, moved: Callable[[], bool], held: float) -> float | Stall | None:
        """Ping every loop: when the answer's next timer is due, or the proof of a held loop.

        None if something has moved meanwhile.
        """
        pinged = asyncio.ensure_future(self._host.ping())
        try:
            stall = await self._held(pinged, moved, held)
            if stall is not None or moved():
                return stall
            due = await pinged
        finally:
            pinged.cancel()
        for loop in self._services:
            await ping(loop, lambda: None)
        return due

    async def _held(
        self, pinged: asyncio.Future[float], moved: Callable[[], bool], held: float
    ) -> Stall | None:
        """Wait for a ping's answer; the proof that the loop is held, if it is."""
        proofs, ran_before, sent = 0, None, monotonic()
        asleep: tuple[int, float] | None = None
        while True:
            await wait({pinged}, timeout=LOOK)
            if pinged.done() or moved():
                return None
            still = await self._witness.parked()
            thread = self._witness.thread(self._host.pid, self._host.loop_thread)
            standing = await self._host.standing()
            if pinged.done() or moved() or thread is None:
                return None
            proofs = proofs + 1 if still else 0
            if proofs == PROOFS:
                return _recorded(Stall("waiting", standing.place), sent)
            # Others may compute, but not for the loop: it has not run at all meanwhile, as it would
            # even to ask for the interpreter's lock. A child process that starts may free it.
            computed = sum(one.ran for one in self._witness.threads().values()) / 1e9
            if asleep is None or thread.runnable or thread.ran != asleep[0] or standing.importing:
                asleep = thread.ran, computed
            if evidence.EXACT and computed - asleep[1] > held * evidence.slowness():
                return _recorded(Stall("waiting", standing.place), sent)
            if ran_before is None or standing.importing:
                ran_before = thread.ran
            if thread.ran - ran_before > held * evidence.slowness() * 1e9:
                return _recorded(Stall("computing", standing.turning or standing.place), sent)

    async def _endless(
        self, before: dict[Key, Thread], kind: Literal["endless", "restless"]
    ) -> Stall:
        """Name the threads that computed most of the time."""
        used = self._used(before)
        most = max(used.values(), default=0)
        threads = tuple(
            tid for (pid, tid), ran in used.items() if pid == self._host.pid and ran > most / 2
        )
        return Stall(kind, await self._place_of(threads), threads)

    def _used(self, before: dict[Key, Thread]) -> dict[Key, int]:
        """The nanoseconds of processor time that each thread has used since `before`."""
        new = Thread(False, 0, 0)
        return {
            key: thread.ran - before.get(key, new).ran
            for key, thread in self._witness.threads().items()
        }

    async def _place_of(self, threads: tuple[int, ...]) -> Place | None:
        """The learner's line among what these threads do; a spinning loop is not always on it.

        A call that is made over and over goes before the loop around it: which of the two a
        glance happens to catch is chance.
        """
        turning = None
        for _ in range(_GLANCES):
            for thread in threads:
                standing = await self._host.standing(thread)
                if standing.place is not None and standing.turning is None:
                    return standing.place
                turning = turning or standing.turning
            await sleep(0)
        awaits = await self._host.awaiting() if self._host.loop_thread in threads else None
        return awaits or turning


async def _rest(looks: int, moved: Callable[[], bool]) -> None:
    """Leave what is at work in peace, the longer the more often we have looked.

    To answer pings takes the answer processor time, which would count as its own.
    """
    for _ in range(min(looks, LONGEST_REST)):
        if moved():
            return
        await sleep(LOOK)


def _recorded(stall: Stall, since: float) -> Stall:
    """For the picture: the loop was held, and is still."""
    place = stall.place
    record_held(since, place.line if place else None, place.code if place else "")
    return stall
