"""Is a late call given up? The model holds its reply until the app's deadline has passed.

A right answer tells its user and closes the call; one that waits on, or stops waiting and
lets the call run, comes to rest with the call still open. An app that is at rest and has a
deadline ahead, wherever it keeps it, wakes up within that time: only then is it called idle.

    with run.model() as calls:
        user = run.post("/quick", query=run.phrase())
        await overlap(run, [user], calls, count=1)
        await given_up(run, user, calls, seconds=0.5)
"""

from asyncio import sleep  # bound now: an answer may replace it in its module

from autograder.gates import Call
from autograder.run import Run
from autograder.user import User

LATE = 504


async def given_up(run: Run, user: User, calls: list[Call], seconds: float) -> None:
    """See the user told with 504 and the call closed; fail the check if that cannot come."""

    def over() -> bool:
        return user.ended or len(calls) > 1

    resting = await run.rests_before(over, user)
    if resting:
        # A thread may be waiting for a socket until the deadline, which no loop knows of.
        await sleep(seconds)
        resting = await run.rests_before(over, user)
    if len(calls) > 1:
        run.fail(
            "asks-again",
            "the deadline passed, and your app asked the model again",
            "The client tries again after a time-out, and the user waits on.",
            advice="Let the deadline cover all tries, or allow the client none: `max_retries=0`.",
        )
    if resting:
        run.fail(
            "no-deadline",
            f"the deadline of {seconds} s has passed, and the user still waits",
            "The model held its reply. Your app waits on, and no timer of its loop is due soon.",
            advice=(
                "Put a time-out of your own around the call: the SDK's is ten minutes.",
                "Time-outs are in seconds.",
            ),
        )
    await _told(run, user)
    await run.until(calls[0].over)
    if calls[0].state != "closed":
        run.fail(
            "keeps-paying",
            "the user got 504, and the model is still at work on the call",
            "Nobody waits for this reply any more, and it will be paid for.",
            advice=(
                "A time-out has to cancel what it gives up, not only stop waiting for it.",
                "A thread cannot be cancelled; an awaited call can.",
            ),
        )


async def _told(run: Run, user: User) -> None:
    if user.status == LATE:
        return
    findings = await run.findings()
    if user.status == 500 and findings.raised:
        raised = findings.raised[-1]
        run.fail(
            "not-caught",
            f"the call was late, and the user got 500: nothing caught the {raised.type}",
            *([f"It was raised at {raised.place}."] if raised.place else []),
            advice="Catch it, and raise an `HTTPException` with the status of the contract.",
            place=raised.place,
        )
    run.fail(
        "wrong-status",
        f"the call was late, and the user got status {user.status}, not {LATE}",
        advice="A reply that did not come is no success: say 504, Gateway Timeout.",
    )
