"""Ten claims about `def` and `async def` in FastAPI, each true or false by a small run.

    findings()["A `def` endpoint runs in a worker thread, not on the event loop"].holds   # True

No run looks at a clock: each asks in which thread something ran, or what could still happen
while something else stood still. So the key is what the installed FastAPI does.
"""

import asyncio
import threading
from asyncio import sleep  # bound now: learners replace `asyncio.sleep`
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
from anyio.to_thread import current_default_thread_limiter
from fastapi import BackgroundTasks, Depends, FastAPI

_THREADS = 40  # that AnyIO lends by default
_TURNS = 200  # of the loop; a request that waits for nothing needs far fewer


@dataclass(frozen=True)
class Finding:
    """What a run showed: whether the claim holds, and by what one sees it."""

    holds: bool
    seen: str


Experiment = Callable[[], Awaitable[Finding]]
CLAIMS: dict[str, Experiment] = {}


def claim(text: str) -> Callable[[Experiment], Experiment]:
    """Declare the run that decides the claim `text`."""

    def declare(experiment: Experiment) -> Experiment:
        CLAIMS[text] = experiment
        return experiment

    return declare


@cache
def findings() -> dict[str, Finding]:
    """What each claim's run shows, by the claim. For a thread without a running loop."""

    async def run_all() -> dict[str, Finding]:
        return {text: await experiment() for text, experiment in CLAIMS.items()}

    return asyncio.run(run_all())


# --- where does it run?


@claim("A `def` endpoint runs in a worker thread, not on the event loop")
async def def_endpoint() -> Finding:
    app = FastAPI()

    @app.get("/")
    def endpoint() -> int:
        return threading.get_ident()

    ran_in = await _get(app)
    return Finding(ran_in != threading.get_ident(), f"The endpoint ran {_where(ran_in)}.")


@claim("An `async def` endpoint without any `await` runs in a worker thread")
async def async_def_endpoint() -> Finding:
    app = FastAPI()

    @app.get("/")
    async def endpoint() -> int:
        return threading.get_ident()

    ran_in = await _get(app)
    return Finding(ran_in != threading.get_ident(), f"The endpoint ran {_where(ran_in)}.")


@claim("A plain function called inside an `async def` endpoint is moved to a worker thread")
async def plain_function() -> Finding:
    app = FastAPI()

    def library() -> int:
        return threading.get_ident()

    @app.get("/")
    async def endpoint() -> int:
        return library()

    ran_in = await _get(app)
    return Finding(ran_in != threading.get_ident(), f"The function ran {_where(ran_in)}.")


@claim("A `def` dependency of an `async def` endpoint runs in a worker thread")
async def def_dependency() -> Finding:
    app = FastAPI()

    def dependency() -> int:
        return threading.get_ident()

    @app.get("/")
    async def endpoint(ran_in: int = Depends(dependency)) -> int:
        return ran_in

    ran_in = await _get(app)
    return Finding(ran_in != threading.get_ident(), f"The dependency ran {_where(ran_in)}.")


@claim("A background task written with `def` runs on the event loop")
async def def_background_task() -> Finding:
    app = FastAPI()
    ran_in: list[int] = []

    @app.get("/")
    async def endpoint(tasks: BackgroundTasks) -> None:
        tasks.add_task(lambda: ran_in.append(threading.get_ident()))

    await _get(app)
    return Finding(ran_in == [threading.get_ident()], f"The task ran {_where(ran_in[0])}.")


# --- what else can happen meanwhile?


@claim("While an `async def` endpoint is in a blocking call, the loop serves other requests")
async def blocking_on_the_loop() -> Finding:
    app = FastAPI()
    served: list[str] = []

    @app.get("/")
    async def endpoint() -> bool:
        asyncio.get_running_loop().call_soon(served.append, "another request")
        blocking = threading.Thread(target=lambda: None)
        blocking.start()
        blocking.join()
        return bool(served)

    holds = await _get(app)
    seen = "had its turn" if holds else "was still in the queue"
    return Finding(holds, f"When the blocking call returned, what was ready before it {seen}.")


@claim("While a `def` endpoint is in a blocking call, an `async def` health check answers")
async def blocking_in_a_thread() -> Finding:
    app = FastAPI()
    called, healthy = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    @app.get("/")
    def endpoint() -> None:
        loop.call_soon_threadsafe(called.set)
        healthy.wait()

    @app.get("/health")
    async def health() -> str:
        return "ok"

    async with _client(app) as http:
        blocked = asyncio.ensure_future(http.get("/"))
        await called.wait()
        answer = asyncio.ensure_future(http.get("/health"))
        await _settled()
        holds = answer.done()
        healthy.set()
        await asyncio.gather(blocked, answer)
    return Finding(holds, f"The health check answered {'during' if holds else 'after'} the call.")


@claim("The 41st blocked `def` call waits until one of the 40 before it ends")
async def more_calls_than_threads() -> Finding:
    app = FastAPI()
    began, end = asyncio.Semaphore(0), threading.Event()
    loop = asyncio.get_running_loop()

    @app.get("/")
    def endpoint() -> None:
        loop.call_soon_threadsafe(began.release)
        end.wait()

    async with _client(app) as http:
        calls = [asyncio.ensure_future(http.get("/")) for _ in range(_THREADS + 1)]
        lent = min(int(current_default_thread_limiter().total_tokens), len(calls))
        for _ in range(lent):
            await began.acquire()
        await _settled()
        waiting = current_default_thread_limiter().statistics().tasks_waiting
        end.set()
        await asyncio.gather(*calls)
    seen = f"Of {len(calls)} calls, {lent} were blocked in a thread and {waiting} had none."
    return Finding((lent, waiting) == (_THREADS, 1), seen)


@claim("The 41st `async def` request waits while 40 others await their model")
async def many_awaiting() -> Finding:
    app = FastAPI()
    started: list[int] = []
    replied = asyncio.Event()

    @app.get("/")
    async def endpoint() -> None:
        started.append(threading.get_ident())
        await replied.wait()

    async with _client(app) as http:
        calls = [asyncio.ensure_future(http.get("/")) for _ in range(_THREADS + 1)]
        await _settled()
        begun = len(started)
        replied.set()
        await asyncio.gather(*calls)
    return Finding(begun < len(calls), f"Of {len(calls)} requests, {begun} had begun.")


@claim("`await asyncio.to_thread(f)` in an `async def` endpoint leaves the loop to others")
async def to_thread() -> Finding:
    app = FastAPI()
    served = threading.Event()

    @app.get("/")
    async def endpoint() -> bool:
        # Blocks until the loop has come round to the one who was ready.
        asyncio.get_running_loop().call_soon(served.set)
        return await asyncio.to_thread(served.wait, 10)

    holds = await _get(app)
    return Finding(holds, f"Another had its turn {'while' if holds else 'only after'} `f` blocked.")


# --- the tools


def _where(ident: int) -> str:
    return "on the event loop" if ident == threading.get_ident() else "in a worker thread"


def _client(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://app")


async def _get(app: FastAPI) -> Any:
    async with _client(app) as http:
        return (await http.get("/")).json()


async def _settled() -> None:
    """Let everything that is ready, and what becomes ready by it, have its turns."""
    for _ in range(_TURNS):
        await sleep(0)
