"""Four libraries that do not say how they work: `alpha`, `beta`, `gamma` and `delta`.

Each gives one value. What an endpoint has to know about them is not in their names:

    from autograder.four_libraries import alpha, beta, delta, gamma
"""

import os
import secrets

import httpx

from autograder import heavy
from autograder.blocking_service import Archive, address


def alpha() -> str:
    """The value of alpha."""
    return Archive().lookup("alpha")["text"]


def beta() -> int:
    """The value of beta."""
    return secrets.randbelow(10**12)


async def gamma() -> str:
    """The value of gamma."""
    base_url = os.environ.get("COURSE_ARCHIVE_URL") or address()
    async with httpx.AsyncClient(base_url=base_url, verify=False, trust_env=False) as client:
        return (await client.get("/lookup/gamma")).json()["text"]


def delta() -> str:
    """The value of delta."""
    return heavy.split(secrets.token_hex(4))[0]
