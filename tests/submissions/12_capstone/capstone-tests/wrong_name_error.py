# wrong: fails-on-right
# says: line 17 of `test_whole` fails on an app that is right
import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "How are you?"}


async def test_whole(http, model):
    model.says("Fine", ",\n\n", 'said "he"')
    async with http.stream("POST", "/stream", json=ASK) as reply:
        assert reply.headers["content-type"].startswith("text/event-stream")
        *tokens, last = [event async for event in events(reply)]
    assert "".join(json.loads(event.data)["token"] for event in tokens) == 'Fine,\n\nsaid "he"'
    assert last.name == "done"


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
