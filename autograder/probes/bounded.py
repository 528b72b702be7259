"""Is concurrency bounded? Replies are held, and the model counts what is in flight.

Exactly the limit must arrive while there is work for more: fewer wastes time, more is what
the limit forbids. Then replies go out one by one, and each lets one more call in.

    with run.model() as calls:
        users = [run.post("/summarize-all", documents=phrases) for phrases in batches]
        await bounded(run, users, calls, limit=3, total=8)
        await run.finish(*users)
"""

from collections.abc import Sequence

from autograder.gates import Call
from autograder.probes.overlap import overlap
from autograder.run import Run, User


async def bounded(
    run: Run, users: Sequence[User], calls: list[Call], *, limit: int, total: int
) -> None:
    """See `limit` calls in flight, and never more, until `total` calls have been answered."""
    for answered in range(total + 1):
        due = min(limit, total - answered)
        await overlap(run, users, calls, count=answered + due)
        # That no more come is proven, not waited for: the app has come to rest.
        await run.until(lambda due=due, answered=answered: len(calls) > answered + due)
        in_flight = sum(call.state == "waiting" for call in calls)
        if in_flight > limit:
            run.fail(
                "over-limit",
                f"{in_flight} calls were in flight at once, and the limit is {limit}",
                advice="Share one limiter among all that call the model, taken for each call.",
            )
        if answered < total:
            waiting = [call for call in calls if call.state == "waiting"]
            waiting[run.random.randrange(len(waiting))].let()
            await run.until(lambda answered=answered: _ended(calls) > answered)


def _ended(calls: Sequence[Call]) -> int:
    return sum(call.state != "waiting" for call in calls)
