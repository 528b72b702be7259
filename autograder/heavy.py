"""The course's CPU-heavy library: pure Python that computes, and never waits.

    embed("two users")          # a vector of eight numbers between -1 and 1
    split("One. Two.")          # ['One.', 'Two.']

Each call works for a fixed number of rounds, some tenths of a second on a usual machine.
It tells the archive's service when it begins and computes until that has answered, so a
check can keep it computing for as long as it wants to look, in a thread or in another
process alike. Nothing here ever sleeps: a selector with no time-out only looks.
"""

import hashlib
import json
import re
from contextlib import closing
from http.client import HTTPConnection
from selectors import EVENT_READ, DefaultSelector
from urllib.parse import urlsplit

# Of the inner loop, in one round. A look lets go of the interpreter and takes it back at once,
# which wakes up the threads that wait for it, in vain: they give up their turn and wait anew
# (`take_gil` in CPython). Only a round that is longer than `sys.getswitchinterval` leaves them
# the time to ask for it; with short rounds a computing thread can keep all others out.
_TURNS = 200_000


def embed(text: str) -> list[float]:
    """`text` as eight numbers between -1 and 1: the same text gives the same numbers."""
    _compute(text)
    return vector(text)


def vector(text: str) -> list[float]:
    """What `embed` finds, at once: for those who know the answer."""
    digest = hashlib.sha256(text.encode()).digest()[:8]
    return [round(byte / 127.5 - 1, 3) for byte in digest]


def split(text: str) -> list[str]:
    """The sentences of `text`, without the space around them."""
    _compute(text)
    return [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part]


def _compute(text: str) -> None:
    if not isinstance(text, str):
        raise TypeError(f"the text is no str, but {type(text).__name__}")
    done = 0
    with closing(HTTPConnection(_address())) as connection, DefaultSelector() as looking:
        headers = {"content-type": "application/json"}
        connection.request("POST", "/compute", json.dumps({"text": text}), headers)
        looking.register(connection.sock, EVENT_READ)
        while not looking.select(timeout=0):
            _round()
            done += 1
        rounds = json.loads(connection.getresponse().read())["rounds"]
    for _ in range(done, rounds):
        _round()


def _round() -> None:
    total = 0
    for number in range(_TURNS):
        total = (total * 31 + number) % 1_000_003


def _address() -> str:
    from autograder import blocking_service

    return urlsplit(blocking_service.address()).netloc
