# right: a fixture of its own that opens the stream
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "How are you?"}


@pytest.fixture
async def conversation(http, model):
    model.says("one", "\n", '"two"')
    model.hold()
    async with http.stream("POST", "/stream", json=ASK) as reply:
        await model.asked()
        yield events(reply), reply


async def hear(coming):
    return json.loads((await anext(coming)).data)["token"]


async def test_word_by_word(conversation, model):
    coming, reply = conversation
    assert reply.headers["content-type"].partition(";")[0] == "text/event-stream"
    heard = ""
    for word in ("one", "\n", '"two"'):
        model.let(1)
        heard += await hear(coming)
    assert heard == 'one\n"two"'
    model.let()
    assert (await anext(coming)).name == "done"


async def test_leaving(conversation, model):
    coming, reply = conversation
    model.let(1)
    await hear(coming)
    await reply.aclose()
    await model.stopped()


async def test_breaks(http, model):
    model.says("one", "two", breaks=True)
    async with http.stream("POST", "/stream", json=ASK) as reply:
        names = [event.name async for event in events(reply)]
    assert names[-1] == "error" and "done" not in names
