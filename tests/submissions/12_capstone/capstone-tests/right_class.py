# right: a class, a parametrized test
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "How are you?"}


class TestStream:
    async def test_ending(self, http, model):
        model.says("a", "\n", '"b"')
        async with http.stream("POST", "/stream", json=ASK) as reply:
            found = [event async for event in events(reply)]
        assert "text/event-stream" in reply.headers["content-type"]
        assert [json.loads(event.data).get("token") for event in found] == ["a", "\n", '"b"', None]
        assert found[-1].name == "done"

    @pytest.mark.parametrize("tokens", [("one",), ("one", "two", "three")])
    async def test_break(self, http, model, tokens):
        model.says(*tokens, breaks=True)
        async with http.stream("POST", "/stream", json=ASK) as reply:
            found = [event async for event in events(reply)]
        assert [event.name == "error" for event in found] == [False] * len(tokens) + [True]

    async def test_leave(self, http, model):
        model.hold()
        async with http.stream("POST", "/stream", json=ASK) as reply:
            await model.asked()
            model.let(1)
            async for event in events(reply):
                break
        await model.stopped()
