"""Does it still work for who comes later? Two more requests in turn, once the first are done.

A client keeps its connections open for the next call. An answer that runs an event loop for
each request, `asyncio.run` in a `def`, leaves them to loops that have ended: the first users
are served, and the next one crashes.

    await run.finish(*users)
    await again(run, run.post, "/chat", message=run.phrase())
"""

from collections.abc import Callable
from typing import Any

from autograder.run import Run
from autograder.user import User


async def again(run: Run, send: Callable[..., User], *args: Any, **body: Any) -> None:
    """See two more users served, one after the other; each request is `send(*args, **body)`.

    Threads that were in the client together may have lost what they left there. The first of
    the two leaves a connection for certain, and the second meets it.
    """
    with run.model(held=False):
        for _ in range(2):
            await run.finish(send(*args, **body))
