"""Does it still work for who comes later? Two more users in turn, once the first are done.

A client keeps its connections open for the next call. An answer that runs an event loop for
each request, `asyncio.run` in a `def`, leaves them to loops that have ended: the first users
are served, and the next one crashes. An answer with a memory puts what one user wrote into the
prompt of the next.

    await run.finish(*users)
    await again(run, lambda phrase: run.post("/chat", message=phrase))
"""

from collections.abc import Callable

from autograder.probes.apart import only_own
from autograder.run import Run
from autograder.user import User


async def again(run: Run, ask: Callable[[str], User]) -> None:
    """See two more users served, one after the other; `ask` sends the request of a phrase.

    Threads that were in the client together may have lost what they left there. The first of
    the two leaves a connection for certain, and the second meets it.
    """
    phrases = [run.phrase(), run.phrase()]
    with run.model(held=False) as calls:
        for phrase in phrases:
            await run.finish(ask(phrase))
    only_own(run, calls, phrases)
