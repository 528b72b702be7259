"""What the checks of exercise 10 rest on: workers, connections, and a thread budget put back."""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import httpx
import pytest
from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI

from autograder import blocking_service, heavy
from autograder.blocking_service.server import BlockingService
from autograder.checks import verdict
from autograder.judge import THREADS


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_worker_process_computes_under_this_process_gate(method: str) -> None:
    service = blocking_service.get()
    context = multiprocessing.get_context(method)
    with (
        service.gate.session(held=False) as calls,
        ProcessPoolExecutor(1, mp_context=context) as pool,
    ):
        assert pool.submit(heavy.embed, "two users").result() == heavy.vector("two users")
    assert [(call.path, call.prompt) for call in calls] == [("/compute", "two users")]


def test_open_connections_are_those_that_callers_still_hold() -> None:
    service = blocking_service.get()
    before = service.open_connections()
    with httpx.Client(base_url=service.url) as client:
        client.get("/lookup/threads")
        assert len(service.open_connections() - before) == 1
    lost = asyncio.run_coroutine_threadsafe(_until_only(service, before), service.loop)
    lost.result()


async def _until_only(service: BlockingService, before: set[int]) -> None:
    while service.open_connections() - before:  # noqa: ASYNC110  no event tells of it
        await asyncio.sleep(0)


def test_the_loops_thread_budget_is_put_back_after_an_answer_that_raised_it() -> None:
    async def main() -> float:
        app = FastAPI()

        @app.get("/slow")
        async def slow() -> dict[str, str]:
            current_default_thread_limiter().total_tokens = 100
            return {}

        assert not (await verdict("thread-budget", app)).passed
        return current_default_thread_limiter().total_tokens

    assert asyncio.run(main()) == THREADS


def test_anyio_still_lends_as_many_threads_as_the_course_says() -> None:
    async def main() -> float:
        return current_default_thread_limiter().total_tokens

    assert asyncio.run(main()) == THREADS
