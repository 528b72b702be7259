# wrong: fails-on-right
# says: line 18 of `test_it_ends_with_done` fails on an app that is right
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "Tell me a story."}


async def test_it_ends_with_done(http, model):
    model.says("Once", " upon")
    async with http.stream("POST", "/stream", json=ASK) as reply:
        names = [event.name async for event in events(reply)]
    assert names == ["message", "message", "done"]
