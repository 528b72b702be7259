# wrong: not-run
# says: `test_it_works` never ran: pytest got a coroutine, and nothing awaits it
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "How are you?"}


def test_it_works(http, model):
    async def talk():
        reply = await http.post("/stream", json=ASK)
        assert reply.status_code == 200

    return talk()
