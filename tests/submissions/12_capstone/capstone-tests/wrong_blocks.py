# wrong: hangs
# says: line 19 of `test_it_comes` holds the event loop, on an app that is right
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "How are you?"}


import time


async def test_it_comes(http, model):
    model.says("one")
    time.sleep(1)
    reply = await http.post("/stream", json=ASK)
    assert "done" in reply.text
