"""Do requests overlap? The model holds every reply until all of them are in flight.

Use it where several calls must be under way at once: several users of one endpoint, or
several calls of one user. An app that makes one call wait for another can never bring all
of them to the model, however long it is given.

    with run.model() as calls:
        users = [run.post("/chat", message=run.phrase()) for _ in range(3)]
        await overlap(run, users, calls, count=3)
        for call in calls:
            call.let()
        await run.finish(*users)
"""

from collections.abc import Sequence

from autograder.gates import Call
from autograder.probes.returned import readable
from autograder.probes.waits import replied_early
from autograder.run import Run
from autograder.user import User


async def overlap(
    run: Run, users: Sequence[User], calls: list[Call], count: int, of: str = "the model"
) -> None:
    """Wait until `of` holds `count` calls at once; fail the check if that cannot come.

    A library may bring them there from threads of its own while it holds the loop, so that has
    to answer, too.
    """
    stall = await run.until(lambda: len(calls) >= count or any(user.ended for user in users))
    if len(calls) >= count:
        await run.loop_free(*users)
        return
    for user in users:
        if user.ended:
            await run.fine(user)
            if user.got_nothing and not calls:
                run.fail(
                    "no-answer",
                    f"`{user.label}` returns nothing: is the answer still empty?",
                    f"It never asked {of}.",
                    advice="Write your answer where the cell says YOUR CODE HERE.",
                )
            await run.blame(user)
            await run.blame_unawaited()
            readable(run, user)
            if len(calls) >= count:  # by now
                replied_early(run, user, of)
            run.fail(
                "model-not-asked",
                f"`{user.label}` replied without asking {of}",
                _asked_so_far(of, len(calls)),
                advice=f"Wait for the reply of {of} and return what it says.",
            )
    assert stall is not None
    if stall.kind != "idle" or not calls:
        await run.stalled(stall, tuple(users))
    run.fail(
        "one-by-one",
        f"only {len(calls)} of {count} calls reached {of} while it held its replies",
        "The others were still to come, and nothing in the app was running.",
        advice="Look for what they queue for: a lock, a semaphore, a pool with a single thread."
        if len(users) == count > 1
        else "Start every call before you wait for the first reply.",
    )


def _asked_so_far(of: str, count: int) -> str:
    if count == 0:
        return f"Nothing has reached {of}."
    times = "once" if count == 1 else f"{count} times"
    return f"{of.capitalize()} was asked {times}, and has not answered yet."
