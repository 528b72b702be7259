# wrong: fails-on-right
# says: line 17 of `test_bytes` fails on an app that is right
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "How are you?"}


async def test_bytes(http, model):
    model.says("Hello")
    reply = await http.post("/stream", json=ASK)
    assert reply.text == 'data: {"token":"Hello"}\n\nevent: done\ndata: {}\n\n'


async def test_trickles(http, model):
    model.says("one", "two")
    model.hold()
    async with http.stream("POST", "/stream", json=ASK) as reply:
        await model.asked()
        model.let(1)
        first = await anext(events(reply))
    assert json.loads(first.data) == {"token": "one"}


async def test_breaks(http, model):
    model.says("one", "two", breaks=True)
    async with http.stream("POST", "/stream", json=ASK) as reply:
        names = [event.name async for event in events(reply)]
    assert names[-1] == "error" and "done" not in names


async def test_leaves(http, model):
    model.says("one", "two")
    model.hold()
    async with http.stream("POST", "/stream", json=ASK) as reply:
        await model.asked()
        model.let(1)
        await anext(events(reply))
    await model.stopped()
