"""A check's function run against an app, for the tests of probes."""

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import FastAPI

from autograder import provider, referee
from autograder.explain import observing
from autograder.host import KernelHost, attended
from autograder.ledger import recording
from autograder.run import Run


def ask(app: FastAPI, check: Callable[[Run], Awaitable[None]]) -> None:
    """Run `check` against `app` as `judge` does; raises what it raises."""

    provider.use_offline()

    async def conduct(host: KernelHost) -> None:
        with recording() as happened:
            run = Run(host, happened, seed=1)
            try:
                await run.open()
                await check(run)
            finally:
                await run.close()

    async def main() -> None:
        judges = referee.get()
        with observing(asyncio.get_running_loop()) as seen, attended():
            host = KernelHost(app, seen, frozenset({judges.thread_id}))
            await asyncio.wrap_future(judges.submit(conduct(host)))

    asyncio.run(main())
