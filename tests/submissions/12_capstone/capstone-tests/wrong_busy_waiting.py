# wrong: hangs
# says: line 17 of `test_it_comes` holds the event loop, on an app that is right
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "How are you?"}


async def test_it_comes(http, model):
    model.hold()
    async with http.stream("POST", "/stream", json=ASK) as reply:
        while not model.calls:
            pass
