# wrong: not-run
# says: `test_whole` could not start: there is no fixture `client`
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "How are you?"}


async def test_whole(client):
    reply = await client.post("/stream", json=ASK)
    assert reply.status_code == 200
