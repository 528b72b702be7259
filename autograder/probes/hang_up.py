"""Is the model stopped when the client leaves? The client goes while the model is at work.

A call that nobody waits for any more is still paid for. A right answer closes it; a wrong
one lets it run on, and has nothing else to do.

    call = calls[0]
    await user.leave()
    await hung_up(run, call)
"""

from autograder.gates import Call
from autograder.run import Run


async def hung_up(run: Run, call: Call) -> None:
    """Wait until the model sees `call` closed; fail the check if that cannot come."""
    stall = await run.until(lambda: call.state != "waiting")
    if call.state == "closed":
        return
    if stall is not None and stall.kind != "idle":
        await run.stalled(stall)
    run.fail(
        "keeps-paying",
        "the client has left, and the model is still working for it",
        "Every token of this reply will be paid for, and nobody will read it.",
        advice="When the client is gone, cancel the model call: watch for the disconnect.",
    )
