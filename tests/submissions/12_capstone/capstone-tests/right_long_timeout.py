# right: shows with a timeout of three seconds that nothing comes while the model is held
import asyncio
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio


async def read(http):
    async with http.stream("POST", "/stream", json={"message": "hi"}) as reply:
        return reply.headers, [event async for event in events(reply)]


async def test_text(http, model):
    model.says("a\n", '"b"')
    headers, found = await read(http)
    assert headers["content-type"].startswith("text/event-stream")
    assert [json.loads(one.data)["token"] for one in found[:-1]] == ["a\n", '"b"']
    assert found[-1].name == "done"


async def test_break(http, model):
    model.says("a", breaks=True)
    _, found = await read(http)
    assert [one.name for one in found][1:] == ["error"]


async def test_trickles_and_stops(http, model):
    model.says("a", "b", "c")
    model.hold()
    async with http.stream("POST", "/stream", json={"message": "hi"}) as reply:
        await model.asked()
        coming = events(reply)
        model.let(1)
        assert json.loads((await anext(coming)).data) == {"token": "a"}
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(2.5):
                await anext(coming)
    await model.stopped()


async def test_side_by_side(http, model):
    model.hold()
    tasks = [asyncio.create_task(read(http)) for _ in range(2)]
    await model.asked(2)
    model.let()
    await asyncio.gather(*tasks)
