"""The host of an answer, where two threads have to agree."""

import asyncio
import gc
import importlib
import math
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from autograder import referee
from autograder.asgi import StreamingASGITransport
from autograder.explain import observing
from autograder.host import LoopHost, _ShippingTransport, attended, ping


def test_a_client_who_leaves_as_the_response_comes_is_seen_to_leave() -> None:
    left, asked, responded = threading.Event(), threading.Event(), threading.Event()

    async def app(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while (await receive())["type"] != "http.disconnect":
            pass
        left.set()

    async def main() -> None:
        loop, go = asyncio.get_running_loop(), asyncio.Event()

        class Inner(StreamingASGITransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                asked.set()
                await go.wait()
                response = await super().handle_async_request(request)
                # Two turns from now it is on its way to the other thread.
                loop.call_soon(loop.call_soon, responded.set)
                return response

        transport = _ShippingTransport(Inner(app), loop)

        async def client() -> None:
            asking = asyncio.ensure_future(
                transport.handle_async_request(httpx.Request("GET", "http://app/"))
            )
            while not asked.is_set():  # noqa: ASYNC110  (a thread sets it)
                await asyncio.sleep(0)
            loop.call_soon_threadsafe(go.set)
            responded.wait(10)  # and meanwhile nothing is delivered here
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking

        await asyncio.wrap_future(referee.get().submit(client()))
        assert await asyncio.to_thread(left.wait, 10)

    asyncio.run(main())


def test_what_is_ready_to_run_counts_as_a_timer_that_is_due() -> None:
    """A ping may be answered between a timer and what that wakes, which may set the next one."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        with observing(loop) as seen:
            host = LoopHost(seen)

            async def due(*ready: Callable[[], None]) -> float:
                """Seconds to what is due, as a ping finds it before `ready`."""
                found = loop.create_future()
                loop.call_soon_threadsafe(lambda: found.set_result(host._next_timer()))
                for one in ready:
                    loop.call_soon(one)
                return await found - loop.time()

            assert await due(lambda: None) <= 0
            assert await due() == math.inf
            loop.call_later(5, lambda: None)
            assert 0 < await due() <= 5

    asyncio.run(main())


def test_a_ping_is_answered_while_other_threads_add_to_what_is_ready() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        with observing(loop) as seen:
            host = LoopHost(seen)

            class Added:
                """What wakes the loop, by its name; as the host looks at that, more is added."""

                @property
                def __name__(self) -> str:
                    loop.call_soon(int)
                    return "_read_from_self"

                def __call__(self) -> None:
                    pass

            pinged = asyncio.ensure_future(host.ping())
            await asyncio.sleep(0)
            loop.call_soon(Added())
            loop.call_soon(Added())
            await asyncio.wait_for(pinged, 10)

    asyncio.run(main())


def test_a_ping_that_fails_is_told() -> None:
    """Unanswered, it would look like a loop that is held."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        with pytest.raises(ZeroDivisionError):
            await asyncio.wait_for(ping(loop, lambda: 1 / 0), 10)

    asyncio.run(main())


def test_garbage_is_collected_on_the_loop_that_made_it() -> None:
    """A pending task that ends in another thread, while its loop runs, can crash Python."""

    async def main() -> None:
        class Noting:
            def __del__(self) -> None:
                threads.append(threading.get_ident())

        threads: list[int] = []
        with observing(asyncio.get_running_loop()) as seen:
            host, noting = LoopHost(seen), Noting()
            noting.itself = noting  # type: ignore[attr-defined]
            del noting
            assert not gc.isenabled()
            await asyncio.wrap_future(referee.get().submit(host.collect()))
        assert threads == [threading.get_ident()]
        assert gc.isenabled()

    asyncio.run(main())


def test_an_import_is_not_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is half imported stays so for as long as the process lives."""
    module = "import sys\nsys.modules['gate'].wait()\nwhole = True\n"
    (tmp_path / "slow_to_import.py").write_text(module)
    monkeypatch.syspath_prepend(tmp_path)
    gate = threading.Event()
    monkeypatch.setitem(sys.modules, "gate", gate)

    async def answer() -> bool:
        slow_to_import = importlib.import_module("slow_to_import")
        return slow_to_import.whole

    async def releasing(host: LoopHost) -> None:
        while not (await host.standing()).importing:  # noqa: ASYNC110  (a thread imports)
            await asyncio.sleep(0.01)
        await host.release()
        await asyncio.sleep(0.05)
        gate.set()

    async def main() -> bool:
        with observing(asyncio.get_running_loop()) as seen, attended():
            ending = referee.get().submit(releasing(LoopHost(seen)))
            whole = await answer()
            await asyncio.wrap_future(ending)
            return whole

    assert asyncio.run(main())
