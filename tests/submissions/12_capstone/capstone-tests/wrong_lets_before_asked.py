# wrong: fails-on-right
# says: line 16 of `test_trickle` fails on an app that is right
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio


async def test_trickle(http, model):
    model.says("a", "b", "c")
    model.hold()
    async with http.stream("POST", "/stream", json={"message": "hi"}) as reply:
        model.let(1)
        assert json.loads((await anext(events(reply))).data)["token"] == "a"
