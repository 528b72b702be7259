"""Is one client shared? Requests come one after another, and the model counts connections.

A client keeps its connection open for the next call. A client made anew for each request
opens one each time, and pays for it each time.

    with run.model(held=False) as calls:
        for _ in range(4):
            await run.finish(run.post("/chat", message=run.phrase()))
    shared(run, calls)
"""

from collections.abc import Sequence

from autograder.gates import Call
from autograder.run import Run


def shared(run: Run, calls: Sequence[Call]) -> None:
    """Fail the check unless all calls came over one connection."""
    connections = len({call.connection for call in calls})
    if connections > 1:
        run.fail(
            "client-per-request",
            f"{len(calls)} requests in a row opened {connections} connections to the model",
            "A new client opens a connection of its own, and leaves it behind.",
            advice="Make the client once, when the app starts, and use it for every request.",
        )
