"""Stalls: each kind of halt is proven, named with its line, and never seen where there is none."""

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from autograder import referee, stall
from autograder.explain import observing
from autograder.host import KernelHost, attended
from autograder.ledger import record, recording
from autograder.stall import PATIENT, Stall, Watch


async def no_app(scope, receive, send) -> None:
    """An app that is never asked anything."""


def stall_of(answer, done=lambda: False, patience: float = 2.0) -> Stall | None:
    """Run the coroutine function `answer` on a loop, and watch it until `done()`."""

    async def watched(host: KernelHost, watch: Watch) -> Stall | None:
        try:
            stall = await watch.until(done, patience)
            for thread in stall.threads if stall else ():
                await host.release(thread)
            if stall is not None and stall.holds_loop:
                await host.release()
            return stall
        finally:
            watch.close()

    async def main() -> Stall | None:
        judges = referee.get()
        with observing(asyncio.get_running_loop()) as seen, attended(), recording() as happened:
            host = KernelHost(no_app, seen, frozenset({judges.thread_id}))
            watch = Watch(host, happened, ())
            running = asyncio.create_task(answer())
            try:
                return await asyncio.wrap_future(judges.submit(watched(host, watch)))
            finally:
                running.cancel()
                await asyncio.wait({running})

    return asyncio.run(main())


def test_idle_names_the_await() -> None:
    async def answer() -> None:
        await asyncio.Event().wait()

    stall = stall_of(answer)
    assert stall is not None and stall.kind == "idle" and not stall.holds_loop
    assert stall.place is not None and stall.place.code == "asyncio.Event().wait()"


def test_waiting_names_the_blocking_line() -> None:
    async def answer() -> None:
        threading.Event().wait()

    stall = stall_of(answer)
    assert stall is not None and stall.kind == "waiting" and stall.holds_loop
    assert stall.place is not None and stall.place.code == "threading.Event().wait()"


def test_waiting_for_a_thread_that_computes_is_waiting() -> None:
    over = threading.Event()

    def spin() -> None:
        while not over.is_set():
            pass

    async def answer() -> None:
        with ThreadPoolExecutor(1) as pool:
            try:
                pool.submit(spin).result()
            finally:
                over.set()

    stall = stall_of(answer)
    assert stall is not None and stall.kind == "waiting"
    assert stall.place is not None and stall.place.code == "pool.submit(spin).result()"


def test_a_process_that_starts_may_free_the_loop_that_waits_for_it() -> None:
    came = threading.Event()

    async def answer() -> None:
        busy = "import time\nwhile time.process_time() < 0.1: pass"
        subprocess.run([sys.executable, "-S", "-c", busy], check=True)  # noqa: ASYNC221
        came.set()

    assert stall_of(answer, came.is_set) is None


def test_waiting_on_the_loop_for_a_process_that_computes_for_long_is_waiting() -> None:
    async def answer() -> None:
        busy = "import time\nwhile time.process_time() < 60: pass"
        with subprocess.Popen([sys.executable, "-S", "-c", busy]) as process:  # noqa: ASYNC220
            try:
                process.wait()
            finally:
                process.kill()

    stall = stall_of(answer)
    assert stall is not None and stall.kind == "waiting"
    assert stall.place is not None and stall.place.code == "process.wait()"


@pytest.mark.slow
def test_a_process_that_computes_for_long_is_waited_for() -> None:
    came = threading.Event()

    async def answer() -> None:
        busy = "import time\nwhile time.process_time() < 4: pass"
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", busy)
        await process.wait()
        came.set()

    assert stall_of(answer, came.is_set) is None


def test_a_process_that_computes_without_end_is_named_unless_a_call_of_it_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stall, "CHILD_ENDLESS", 0.5)
    came = threading.Event()

    async def answer() -> None:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", "while True: pass")
        try:
            await process.wait()
        finally:
            process.kill()
            await process.wait()

    async def answer_that_is_held() -> None:
        with record_calls():
            computing = asyncio.create_task(answer())
            await asyncio.sleep(2)  # of which the process computes for one at least
            came.set()
            computing.cancel()
            await asyncio.wait({computing})

    ended = stall_of(answer)
    assert ended is not None and ended.kind == "endless"
    assert stall_of(answer_that_is_held, came.is_set, patience=PATIENT) is None


@contextmanager
def record_calls() -> Iterator[None]:
    """One call at the service waits while the block runs."""
    record("service", 1, "arrived")
    yield
    record("service", 1, "replied")


def test_computing_names_the_busy_line() -> None:
    async def answer() -> None:
        number = 0
        while True:
            number += 1

    stall = stall_of(answer)
    assert stall is not None and stall.kind == "computing" and stall.holds_loop
    assert stall.place is not None and stall.place.code == "while True:"


@pytest.mark.slow
def test_endless_names_the_thread_that_computes() -> None:
    def spin() -> None:
        while True:
            pass

    async def answer() -> None:
        await asyncio.to_thread(spin)

    stall = stall_of(answer)
    assert stall is not None and stall.kind == "endless" and len(stall.threads) == 1
    assert stall.place is not None and stall.place.code == "while True:"


@pytest.mark.parametrize("sleep", [0.3, 1.5])
def test_a_timer_that_is_due_soon_is_waited_for(sleep: float) -> None:
    came = threading.Event()

    async def answer() -> None:
        await asyncio.sleep(sleep)
        came.set()

    assert stall_of(answer, came.is_set) is None


def test_patience_begins_when_the_answer_is_at_rest() -> None:
    came = threading.Event()

    def compute() -> None:
        until = time.thread_time() + 0.5
        while time.thread_time() < until:
            pass

    async def answer() -> None:
        await asyncio.to_thread(compute)
        await asyncio.sleep(0.2)
        came.set()

    assert stall_of(answer, came.is_set, patience=0.4) is None


def test_a_timer_that_is_due_late_is_not() -> None:
    async def answer() -> None:
        await asyncio.sleep(600)

    stall = stall_of(answer)
    assert stall is not None and stall.kind == "idle"


def test_polling_without_end_is_idle_once_patience_is_over() -> None:
    async def answer() -> None:
        while True:  # noqa: ASYNC110  polling is what is tested
            await asyncio.sleep(0.05)

    stall = stall_of(answer, patience=0.3)
    assert stall is not None and stall.kind == "idle"


def test_a_thread_that_sleeps_is_waited_for() -> None:
    came = threading.Event()

    def work() -> None:
        time.sleep(1)
        came.set()

    async def answer() -> None:
        await asyncio.to_thread(work)

    assert stall_of(answer, came.is_set) is None


def test_a_process_that_computes_is_waited_for() -> None:
    came = threading.Event()

    async def answer() -> None:
        program = "for n in range(10_000_000): pass"
        process = await asyncio.create_subprocess_exec("python3", "-c", program)
        await process.wait()
        came.set()

    assert stall_of(answer, came.is_set) is None


def test_slow_steps_in_a_thread_are_progress() -> None:
    """Each step computes for a while; none is as long as endless, all together are not idle."""
    came = threading.Event()

    def work() -> None:
        until = time.thread_time() + 0.5
        while time.thread_time() < until:
            pass
        came.set()

    async def answer() -> None:
        await asyncio.to_thread(work)

    assert stall_of(answer, came.is_set) is None
