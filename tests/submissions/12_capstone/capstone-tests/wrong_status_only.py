# wrong: not-noticed
# says: no test notices that the stream comes as text/plain
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "How are you?"}


async def test_it_works(http, model):
    reply = await http.post("/stream", json=ASK)
    assert reply.status_code == 200
