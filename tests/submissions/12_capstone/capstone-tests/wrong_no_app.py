# wrong: no-http
# says: none of your tests asks for `http`, so none of them talks to the app
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

ASK = {"message": "How are you?"}


async def test_nothing():
    assert 1 + 1 == 2
