"""Fixtures for tests of an app that streams: its client, and the model in the test's hands.

    pytest_plugins = ["autograder.testing"]           # in conftest.py

    @pytest.fixture
    def app():
        import app as mine                            # not above: it would be made before this
        return mine.app                               # has turned all clients to the model

    async def test_it_streams(http, model):
        model.says("Hello", " you")
        model.hold()                                  # from here on, tokens go when we say so
        async with http.stream("POST", "/stream", json={"message": "hi"}) as reply:
            await model.asked()
            model.let(1)
            async for event in events(reply):
                assert event.data == '{"token": "Hello"}'
                break
        await model.stopped()                         # we have left, so its call is closed

No test hangs: one that waits for what can never come is failed as soon as that is certain.
"""

import asyncio
import functools
import inspect
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from typing import Any, TypeVar

import httpx
import pytest

from autograder import offline_model, provider, referee
from autograder.asgi import ASGIApp, client
from autograder.explain import Observation, is_learners, raised_at
from autograder.gates import Answer, Call
from autograder.host import LoopHost, attended
from autograder.ledger import recording
from autograder.probes.sse import ServerSentEvent
from autograder.probes.sse import events as complete
from autograder.stall import PATIENT, Stall, Watch

T = TypeVar("T")

HUNG = 70  # the exit status where a test could not be ended

provider.use_offline()


class Hung(AssertionError):
    """A test waits for what never comes, or holds the event loop: `what`, at its line `place`."""

    def __init__(self, stall: Stall, broken: BaseException | None) -> None:
        where = raised_at(broken).place if broken is not None else None
        self.place = stall.place if stall.holds_loop and stall.place else where
        self.what = "holds the event loop" if stall.holds_loop else "waits for what never comes"
        super().__init__(f"{self.place or 'the test'} {self.what}")


class ScriptedModel:
    """The offline model in a test's hands.

    It replies what `says` tells it, or what it would have replied anyway; at once, or after
    `hold` as far as `let` lets it.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.moved = asyncio.Event()
        self._answer: Answer | None = None
        self._held = False

    def says(self, *tokens: str, breaks: bool = False) -> None:
        """Reply `tokens` from now on; with `breaks`, break off after the last one."""
        self._answer = Answer(tokens, breaks=breaks)

    def hold(self) -> None:
        """From now on, keep each token of a reply until `let` lets it go."""
        self._held = True

    def let(self, tokens: int | None = None) -> None:
        """Let so many more tokens of every reply go, or all that is left of it."""
        if not self.calls:
            raise RuntimeError("nothing has been asked yet: `await model.asked()` first")
        for call in list(self.calls):
            call.let(tokens)

    async def asked(self, times: int = 1) -> None:
        """Wait until it has been asked so many times in all."""
        await self._until(lambda: len(self.calls) >= times)

    async def stopped(self) -> None:
        """Wait until the app has closed a call before its end."""
        await self._until(lambda: any(call.state == "closed" for call in self.calls))

    async def _until(self, done: Callable[[], bool]) -> None:
        while not done():
            self.moved.clear()
            await self.moved.wait()

    def answer(self, call: Call) -> Answer | None:
        """For the gate: what to reply to a call that has just come."""
        if not self._held:
            call.let()
        return self._answer


async def events(reply: httpx.Response) -> AsyncIterator[ServerSentEvent]:
    """The server-sent events of a streamed reply, each as soon as it is complete."""
    text, given = "", 0
    async for chunk in reply.aiter_text():
        text += chunk
        for event in complete(text)[given:]:
            given += 1
            yield event


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The event loop that tests run on; anyio's plugin asks for it."""
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
async def one_loop(anyio_backend: str) -> AsyncIterator[None]:
    """Keep one loop for all tests: a client that the app's module makes belongs to one loop."""
    yield


@pytest.fixture
async def http(app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the fixture `app`, to which a stream comes as from a real server."""
    async with client(app, raise_app_exceptions=False) as connected:
        yield connected


@pytest.fixture
async def model(http: httpx.AsyncClient) -> AsyncIterator[ScriptedModel]:
    """The model that the app asks. It lets everything go before the app is shut down."""
    script, loop = ScriptedModel(), asyncio.get_running_loop()
    with recording() as happened, offline_model.get().gate.session(script.answer) as script.calls:
        happened.on_change = lambda: loop.call_soon_threadsafe(script.moved.set)
        yield script


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    test = pyfuncitem.obj
    if inspect.iscoroutinefunction(test):

        @functools.wraps(test)
        async def bounded(**fixtures: Any) -> None:
            await _bounded(test(**fixtures))

        pyfuncitem.obj = bounded
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
    made = fixturedef.func
    if not inspect.isasyncgenfunction(made) or not is_learners(made.__code__.co_filename):
        return (yield)

    @functools.wraps(made)
    async def bounded(**fixtures: Any) -> AsyncIterator[Any]:
        generator = made(**fixtures)
        yield await _bounded(anext(generator))
        await _bounded(anext(generator, None))

    fixturedef.func = bounded  # type: ignore[misc]  # `Final`, and pytest has no hook for it
    try:
        return (yield)
    finally:
        fixturedef.func = made  # type: ignore[misc]


async def _bounded(work: Awaitable[T]) -> T:
    """The outcome of `work`, which is ended with `Hung` once it is certain never to end."""
    task, loop, over = asyncio.current_task(), asyncio.get_running_loop(), threading.Event()
    assert task is not None
    judges, host = referee.get(), LoopHost(Observation([]))
    host.observers = frozenset({judges.thread_id})

    def cancel() -> None:
        if not over.is_set():
            task.cancel()

    async def watch() -> Stall | None:
        with recording() as happened:
            observed = Watch(host, happened, (offline_model.get().loop,))
            stall = await observed.until(over.is_set, PATIENT)
            if stall is not None:
                loop.call_soon_threadsafe(cancel)  # first: a model let go might end the wait
                offline_model.get().gate.release()  # what blocks may wait for the model
                if stall.kind != "idle":
                    await host.release()
                if await observed.until(over.is_set) is not None:
                    os._exit(HUNG)
            observed.close()
            return stall

    broken: BaseException | None = None
    with attended():
        watching = judges.submit(watch())
        try:
            result = await work
        except BaseException as error:
            broken = error
        over.set()
        stall = await asyncio.wrap_future(watching)
    if stall is not None:
        while task.cancelling():
            task.uncancel()
        raise Hung(stall, broken) from None
    if broken is not None:
        raise broken
    return result
