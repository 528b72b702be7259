"""Is the loop free? While one request is held or computes, another one is answered.

One blocking line holds up every user, and a test with one request never shows it.

    with run.model() as calls:
        user = run.post("/enrich", message=run.phrase())
        await overlap(run, [user], calls, count=1)        # held from here on
        await answered(run, run.get("/health"), while_held=user)
"""

from autograder.run import Run
from autograder.user import User


async def answered(run: Run, other: User, while_held: User, status: int = 200) -> None:
    """Wait until `other` has its whole reply, of `status`, while `while_held` has none yet."""
    stall = await run.until(lambda: other.ended)
    # A held request may compute for as long as it is held; that alone is no fault.
    if stall is not None and stall.kind not in ("idle", "endless"):
        await run.stalled(stall, (other,))
    if stall is not None:
        await run.fine(while_held)  # a reply that broke off may have left its connection behind
        run.fail(
            "waits-for-other",
            f"`{other.label}` is not answered while `{while_held.label}` is at work",
            "The loop is free, so one request waits for the other.",
            advice="Look for a lock, or a worker that both of them need.",
        )
    await run.fine(other, status)
