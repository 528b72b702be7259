"""Is concurrency bounded? Replies are held, and the model counts what is in flight.

Exactly the limit must arrive while there is work for more: fewer wastes time, more is what
the limit forbids. Then replies go out one by one, the latest call's first, and each lets one
more call in.

    with run.model() as calls:
        users = [run.post("/summarize-all", documents=phrases) for phrases in batches]
        await bounded(run, users, calls, limit=3, total=8)
        await run.finish(*users)
"""

from collections.abc import Sequence
from functools import partial

from autograder.gates import Call
from autograder.probes.overlap import overlap
from autograder.run import Run
from autograder.user import User


async def bounded(
    run: Run, users: Sequence[User], calls: list[Call], *, limit: int, total: int
) -> None:
    """See `limit` calls in flight, and never more, until all `total` calls have been answered."""
    await overlap(run, users, calls, count=min(limit, total))
    # Twice it is proven, not waited for, that no more come: the app has come to rest. The second
    # time is while there is more work than places, or there would be nothing to see.
    at_rest = {0, run.random.randrange(1, max(2, total - limit))}
    for answered in range(total):
        due = answered + min(limit, total - answered)
        await _refilled(run, users, calls, due, answered)
        if answered in at_rest:
            await run.until(partial(_more, calls, due))
        in_flight = [call for call in calls if not call.over()]
        await _none_given_up(run, users, calls)
        _within(run, calls, in_flight, limit, total)
        in_flight[-1].let()
        await run.until(partial(_more_over, calls, answered))


async def _refilled(
    run: Run, users: Sequence[User], calls: list[Call], due: int, answered: int
) -> None:
    """Wait until `due` calls have come in all, now that `answered` have been answered."""

    def over() -> bool:
        failed = any(user.status not in (None, 200) for user in users)
        return failed or all(user.ended for user in users)

    stall = await run.until(lambda: len(calls) >= due or over())
    if len(calls) >= due:
        return
    await _none_given_up(run, users, calls)
    for user in users:
        await run.fine(user)
    if stall is None:
        run.fail(
            "model-not-asked",
            f"the model was asked {len(calls)} times, and there was work for {due} and more",
            advice="Ask the model once for each piece of work.",
        )
    if stall.kind != "idle":
        await run.stalled(stall, tuple(users))
    run.fail(
        "under-limit",
        f"{_calls(len(calls) - answered)} in flight, with work left for {due - answered}",
        "A reply had come, and nothing took its place: the free slot stayed empty.",
        advice="Let the next call start as soon as one is done; wait for no batch.",
    )


async def _none_given_up(run: Run, users: Sequence[User], calls: Sequence[Call]) -> None:
    """Fail the check if the app has closed a call whose reply was held."""
    if not any(call.state == "closed" for call in calls):
        return
    for user in users:
        await run.fine(user)
    run.fail(
        "gives-up",
        "your app gave up a call that the model was still at work on",
        "The model held its reply, as a slow one may, and your app closed the connection.",
        advice="Wait for each reply: the contract sets no deadline, and every text needs its own.",
    )


def _within(
    run: Run, calls: Sequence[Call], in_flight: Sequence[Call], limit: int, total: int
) -> None:
    """Fail the check if more calls have come, or are in flight, than may be."""
    if len(calls) > total:
        run.fail(
            "asks-again",
            f"the model was asked {len(calls)} times for {total} pieces of work",
            advice="Ask the model once for each piece of work.",
        )
    if len(in_flight) > limit:
        run.fail(
            "over-limit",
            f"more than {limit} calls were in flight at once, and {limit} is the limit",
            advice="Share one limiter among all that call the model, taken for each call.",
        )


def _calls(number: int) -> str:
    return f"only {number} call was" if number == 1 else f"only {number} calls were"


def _more(calls: Sequence[Call], number: int) -> bool:
    return len(calls) > number


def _more_over(calls: Sequence[Call], number: int) -> bool:
    return sum(call.over() for call in calls) > number
