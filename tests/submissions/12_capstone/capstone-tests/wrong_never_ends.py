# wrong: hangs
# says: line 18 of `test_done` waits for what never comes, on an app that is right
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "How are you?"}


async def test_done(http, model):
    model.says("one", "two")
    model.hold()
    async with http.stream("POST", "/stream", json=ASK) as reply:
        found = [event async for event in events(reply)]
    assert found[-1].name == "done"
