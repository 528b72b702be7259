"""What lessons say in passing, without a cell that shows it, is true on these versions."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated, Any

import anyio
import httpx
import openai
import pytest
import uvicorn
from anyio import CapacityLimiter, to_thread
from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException, sse
from fastapi.responses import StreamingResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_openai import ChatOpenAI
from langchain_openai.chat_models._client_utils import (
    StreamChunkTimeoutError,
    _astream_with_chunk_timeout,
)
from openai import AsyncOpenAI

from autograder import offline_model, provider
from autograder.asgi import client
from autograder.lesson import model

MODEL = "gpt-4o-mini"


@pytest.fixture(autouse=True)
def offline() -> None:
    provider.use_offline()


async def turns(count: int = 20) -> None:
    """Let everything run that is ready to."""
    for _ in range(count):
        await asyncio.sleep(0)


# --- 01 and 05: a client belongs to one loop, and LangChain's is one for the whole process


def test_a_new_chat_model_gets_the_connections_of_another_loop() -> None:
    async def ask(llm: ChatOpenAI) -> str:
        return (await llm.ainvoke("What is a coroutine?")).text

    def elsewhere(make: Callable[[], ChatOpenAI]) -> str:
        return asyncio.run(ask(make()))

    def own_client() -> ChatOpenAI:
        mine = openai.DefaultAsyncHttpxClient()
        return ChatOpenAI(model=MODEL, max_retries=0, timeout=77, http_async_client=mine)

    def default() -> ChatOpenAI:  # the time-out makes it another client than that of other tests
        return ChatOpenAI(model=MODEL, max_retries=0, timeout=77)

    async def main() -> None:
        assert await ask(default())
        assert await asyncio.to_thread(elsewhere, own_client)
        with pytest.raises(RuntimeError, match=r"(?i)event loop"):
            await asyncio.to_thread(elsewhere, default)

    asyncio.run(main())


# --- 03: when a dependency gives back


def test_a_dependency_ends_after_the_response_unless_its_scope_is_the_function() -> None:
    happened: list[str] = []

    def pooled() -> Iterator[None]:
        yield
        happened.append("given back")

    async def tokens() -> AsyncIterator[str]:
        happened.append("token")
        yield "token"

    app = FastAPI()

    @app.get("/usual")
    def usual(_: Annotated[None, Depends(pooled)], tasks: BackgroundTasks) -> StreamingResponse:
        tasks.add_task(happened.append, "background task")
        return StreamingResponse(tokens())

    @app.get("/function")
    def function(_: Annotated[None, Depends(pooled, scope="function")]) -> StreamingResponse:
        return StreamingResponse(tokens())

    async def main() -> None:
        for path in ("/usual", "/function"):
            async with client(app) as http:  # ends when all that came after the reply has, too
                await http.get(path)

    asyncio.run(main())
    assert happened == ["token", "background task", "given back", "given back", "token"]


# --- 04: the loop's own look


DEBUGGED = """
import asyncio
from contextlib import asynccontextmanager
from fastapi import FastAPI

@asynccontextmanager
async def lifespan(app):
    loop = asyncio.get_running_loop()
    print("by the variable:", loop.get_debug(), flush=True)
    loop.set_debug(True)
    yield

app = FastAPI(lifespan=lifespan)

@app.get("/holds")
async def holds():
    sum(range(20_000_000))
"""


def test_uvicorn_does_not_hear_the_variable_and_set_debug_logs_who_holds_the_loop(
    tmp_path: Path,
) -> None:
    with served(tmp_path, DEBUGGED, PYTHONASYNCIODEBUG="1") as (address, process):
        httpx.get(f"{address}/holds", timeout=None, trust_env=False)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate()
    assert "by the variable: False" in said
    assert "Executing <Task" in said and " took " in said


class served:
    """An app behind uvicorn in a process of its own: its address, and the process."""

    def __init__(self, folder: Path, source: str, **variables: str) -> None:
        (folder / "served.py").write_text(source)
        listening = socket.create_server(("127.0.0.1", 0))
        self._address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        command = [sys.executable, "-m", "uvicorn", "served:app", "--fd", f"{listening.fileno()}"]
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | variables,
            pass_fds=[listening.fileno()],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        listening.close()

    def __enter__(self) -> tuple[str, subprocess.Popen[str]]:
        return self._address, self._process

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()


# --- 05: LangChain's defaults


def test_a_chat_model_has_no_time_out_but_for_streams() -> None:
    llm = ChatOpenAI(model=MODEL)
    assert llm.root_async_client.timeout is None
    assert llm.stream_chunk_timeout == 120
    assert AsyncOpenAI().timeout.read == 600


def test_what_only_generates_streams_its_reply_in_one_chunk() -> None:
    class Old(BaseChatModel):
        _llm_type = "old"

        def _generate(self, messages: Any, *args: Any, **kwargs: Any) -> ChatResult:
            return ChatResult(generations=[ChatGeneration(message=AIMessage("a b c d"))])

    async def main() -> list[str]:
        return [chunk.text async for chunk in Old().astream("hello")]

    assert [text for text in asyncio.run(main()) if text] == ["a b c d"]


def test_a_new_connection_needs_a_thread_of_the_default_pool() -> None:
    asked: list[Any] = []

    class Noting(ThreadPoolExecutor):
        def submit(self, work: Any, *args: Any, **kwargs: Any) -> Future[Any]:
            asked.append(work)
            return super().submit(work, *args, **kwargs)

    async def main() -> None:
        asyncio.get_running_loop().set_default_executor(Noting(1))
        address = offline_model.get().url.replace("127.0.0.1", "localhost")
        async with AsyncOpenAI(base_url=address) as named:
            await named.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": "hello"}]
            )

    asyncio.run(main())
    assert socket.getaddrinfo in asked


# --- 07 and 08: streams that fall silent, and cancellations


def test_a_silent_stream_is_no_api_error() -> None:
    assert issubclass(StreamChunkTimeoutError, TimeoutError)
    assert not issubclass(StreamChunkTimeoutError, openai.APIError)
    assert issubclass(openai.APITimeoutError, openai.APIError)


@pytest.mark.parametrize("together", [True, False])
def test_until_3_11_a_cancellation_is_lost_that_comes_together_with_a_token(together) -> None:
    async def main() -> bool:
        tokens: asyncio.Queue[str] = asyncio.Queue()

        async def source() -> AsyncIterator[str]:
            while (token := await tokens.get()) != "end":
                yield token

        async def read() -> None:
            async for _ in _astream_with_chunk_timeout(source(), 120):
                pass

        reading = asyncio.create_task(read())
        await turns()
        if together:
            tokens.put_nowait("token")
            await turns(2)  # the token is there, and `read` has not got it yet
        reading.cancel()
        tokens.put_nowait("end")
        await asyncio.wait([reading])
        return reading.cancelled()

    lost = together and sys.version_info < (3, 12)
    assert asyncio.run(main()) is not lost


def test_the_first_chunk_before_the_response_makes_a_status_of_a_refusal() -> None:
    llm, app = ChatOpenAI(model=MODEL, max_retries=0), FastAPI()

    @app.post("/chat")
    async def chat() -> StreamingResponse:
        stream = llm.astream("What is a coroutine?")
        try:
            first = await anext(stream)
        except openai.APIError:
            raise HTTPException(503, "the model is busy") from None

        async def tokens() -> AsyncIterator[str]:
            yield first.text
            async for chunk in stream:
                yield chunk.text

        return StreamingResponse(tokens())

    async def main() -> tuple[int, httpx.Response, str]:
        async with client(app) as http:
            model.fail_next(status=429)
            refused = await http.post("/chat")
            whole = await llm.ainvoke("What is a coroutine?")
            return refused.status_code, await http.post("/chat"), whole.text

    status, reply, whole = asyncio.run(main())
    assert status == 503
    assert reply.text == whole


@pytest.mark.parametrize("shielded", [True, False])
def test_an_await_in_finally_needs_a_shield_once_the_client_has_left(shielded: bool) -> None:
    happened: list[str] = []
    app = FastAPI()

    @app.get("/stream")
    async def stream() -> StreamingResponse:
        async def tokens() -> AsyncIterator[str]:
            try:
                yield "token"
                await asyncio.Event().wait()
            finally:
                happened.append("left")
                with anyio.CancelScope(shield=shielded):
                    await turns()
                    happened.append("saved")

        return StreamingResponse(tokens())

    async def main() -> None:
        async with client(app) as http:
            async with http.stream("GET", "/stream") as reply:
                await anext(reply.aiter_raw())
            await turns(100)

    asyncio.run(main())
    assert happened == (["left", "saved"] if shielded else ["left"])


def test_an_event_stream_pings_after_fifteen_seconds() -> None:
    assert sse._PING_INTERVAL == 15


def test_a_semaphore_that_somebody_waited_for_belongs_to_that_loop() -> None:
    limit = asyncio.Semaphore(1)

    async def crowd() -> None:
        async def one() -> None:
            async with limit:
                await turns()

        await asyncio.gather(one(), one())

    asyncio.run(crowd())
    with pytest.raises(RuntimeError, match="different event loop"):
        asyncio.run(crowd())


# --- 09 and 10: threads and processes


def test_threads_get_a_copy_of_the_context_but_not_by_run_in_executor() -> None:
    user: ContextVar[str] = ContextVar("user", default="nobody")

    async def main() -> tuple[str, str, str]:
        user.set("Ada")
        loop = asyncio.get_running_loop()
        return (
            await asyncio.to_thread(user.get),
            await to_thread.run_sync(user.get),
            await loop.run_in_executor(None, user.get),
        )

    assert asyncio.run(main()) == ("Ada", "Ada", "nobody")


def test_a_pool_whose_process_died_stays_broken() -> None:
    with ProcessPoolExecutor(max_workers=1) as pool:
        for work, *words in ((os._exit, 1), (abs, -2), (abs, -2)):
            with pytest.raises(BrokenProcessPool):
                pool.submit(work, *words).result()


@pytest.mark.parametrize("threads_are_the_limit", [True, False])
def test_a_limiter_counts_who_waits_and_a_pool_counts_threads(threads_are_the_limit: bool) -> None:
    """Three callers give up, one after the other; how many are in the archive's thread?"""
    inside, go = threading.Semaphore(0), threading.Event()

    def archive() -> None:
        inside.release()
        go.wait()

    async def main() -> int:
        limiter, pool = CapacityLimiter(1), ThreadPoolExecutor(1)
        loop = asyncio.get_running_loop()

        def call() -> Awaitable[None]:
            if threads_are_the_limit:
                return loop.run_in_executor(pool, archive)
            return to_thread.run_sync(archive, limiter=limiter)

        async def gives_up() -> None:
            calling = asyncio.ensure_future(call())
            await asyncio.wait([calling], timeout=0.2)
            calling.cancel()
            await asyncio.wait([calling])

        for _ in range(3):
            await gives_up()
        count = 0
        while inside.acquire(blocking=False):
            count += 1
        go.set()
        return count

    assert asyncio.run(main()) == (1 if threads_are_the_limit else 3)


# --- 11 and 12: how a server stops


STOPPED = """
import asyncio
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
kept = set()

async def entry(seconds):
    await asyncio.sleep(seconds)
    print("entry made", flush=True)

@app.get("/kept")
async def keeps():
    task = asyncio.create_task(entry(3600))
    kept.add(task)
    task.add_done_callback(lambda task: print("told of its end", flush=True))

@app.get("/background")
async def background(tasks: BackgroundTasks):
    tasks.add_task(entry, 1)
"""


@pytest.mark.parametrize("path, made", [("/kept", False), ("/background", True)])
def test_a_server_that_stops_waits_for_background_tasks_only(
    tmp_path: Path, path: str, made: bool
) -> None:
    with served(tmp_path, STOPPED) as (address, process):
        httpx.get(address + path, timeout=None, trust_env=False)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate()
    assert ("entry made" in said) is made
    assert "told of its end" not in said


def test_by_default_a_server_that_stops_waits_without_end_for_its_users() -> None:
    assert uvicorn.Config("app:app").timeout_graceful_shutdown is None
