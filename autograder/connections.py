"""Connections that an answer has left in a client, and whose event loop has ended: let go.

A client that outlives the answer, such as the one LangChain keeps for all its models, would
hand them to the next answer, and a right one would crash.
"""

import contextlib
import gc
import sys

# What is said when one loop is to use what another one has opened: by asyncio, and by a client
# that is set up by two loops at once.
_COMPLAINTS = (
    "Event loop is closed",
    "attached to a different loop",
    "bound to a different event loop",
    "has no attribute '_anyio_event'",
)


def of_another_loop(message: str) -> bool:
    """Whether an exception's message says that something belongs to another event loop."""
    return any(complaint in message for complaint in _COMPLAINTS)


async def let_go() -> None:
    """Empty the pools of all async HTTP clients in this process; they open what they need anew."""
    gc.unfreeze()  # `observing` has put aside what was there before the answer
    for library in ("httpcore", "httpcore2"):
        if library not in sys.modules:
            continue
        kind = sys.modules[library].AsyncConnectionPool
        for pool in gc.get_referrers(kind):
            if isinstance(pool, kind):
                with contextlib.suppress(Exception):  # to close on a dead loop is an error too
                    await pool.aclose()
