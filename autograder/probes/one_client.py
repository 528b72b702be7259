"""Is one client shared? Requests come one after another, and the model counts connections.

A client keeps its connection open for the next call. A client made anew for each request
opens one each time, and pays for it each time. A client that is closed lets go of it.

    with run.model(held=False) as calls:
        for _ in range(4):
            await run.finish(run.post("/chat", message=run.phrase()))
    shared(run, calls)
    await run.shut_down()
    await closed(run, calls)
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
            "A request opens one of its own where it has a new client, or where the last one was "
            "not given back: after a stream that was not read to its end, say.",
            advice=(
                "Make the client once, when the app starts, and use it for every request.",
                "Read each stream to its end: one that is left before costs its connection.",
            ),
        )


async def closed(run: Run, calls: Sequence[Call]) -> None:
    """Fail the check unless the connections of `calls` close, now that the app has shut down."""
    await run.until(lambda: not any(run.connected(call) for call in calls))
    if any(run.connected(call) for call in calls):
        run.fail(
            "never-closed",
            "the app has shut down, and its client is still connected",
            "A client that nobody closes keeps its connections until the process ends.",
            advice="Close the client where the app shuts down: in the lifespan, after the `yield`.",
        )
