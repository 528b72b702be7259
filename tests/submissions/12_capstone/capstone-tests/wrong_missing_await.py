# wrong: missing-await
# says: line 16 of `test_status` has a coroutine for a result: an `await` is missing
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "How are you?"}


async def test_status(http):
    reply = http.post("/stream", json=ASK)
    assert reply.status_code == 200


async def test_trickles(http, model):
    model.says("one", "two")
    model.hold()
    async with http.stream("POST", "/stream", json=ASK) as reply:
        await model.asked()
        model.let(1)
        first = await anext(events(reply))
    assert json.loads(first.data) == {"token": "one"}
