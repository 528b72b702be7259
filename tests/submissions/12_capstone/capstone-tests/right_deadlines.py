# right: deadlines of its own, several users at once
import asyncio

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio


async def read(http):
    async with http.stream("POST", "/stream", json={"message": "hi"}) as reply:
        found = [(event.name, event.data) async for event in events(reply)]
    return reply.headers["content-type"], found


async def test_done(http, model):
    model.says("x", "y\nz")
    kind, found = await read(http)
    assert kind.startswith("text/event-stream") and found[-1][0] == "done"
    assert len(found) == 3 and "y\\nz" in found[1][1]


async def test_error(http, model):
    model.says("x", breaks=True)
    _, found = await read(http)
    assert len(found) == 2 and found[-1][0] == "error"


async def test_left_midway(http, model):
    model.hold()
    async with asyncio.timeout(0.5):
        async with http.stream("POST", "/stream", json={"message": "hi"}) as reply:
            await model.asked()
            model.let(2)
            await anext(events(reply))
        await model.stopped()


async def test_side_by_side(http, model):
    model.hold()
    reading = [asyncio.create_task(read(http)) for _ in range(3)]
    async with asyncio.timeout(0.5):
        await model.asked(3)
    model.let()
    await asyncio.gather(*reading)
