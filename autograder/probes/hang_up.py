"""Is the model stopped when the client leaves? The client goes while the model is at work.

A call that nobody waits for any more is still paid for. A right answer closes it; a wrong
one lets it run on, and has nothing else to do. What reads a stream in a thread, or looks
for its client between two tokens, notices when the next token comes, and that is fine. So
is a stream that the app has let go of, though only the garbage collector will close it.

    call = calls[0]
    await user.leave()
    await hung_up(run, call)
"""

from typing import Never

from autograder.gates import Call
from autograder.run import Run

# Tokens of a stream that may still be taken: one that wakes the reader up, and one read ahead.
_LATE = 2

# Generators around the stream, such as LangChain's: each is garbage once the one around it is.
_NESTED = 6


async def hung_up(run: Run, call: Call) -> None:
    """Wait until the model sees `call` closed; fail the check if that cannot come."""
    for late in range(_LATE + 1 if call.stream else 1):
        if late:
            call.let(1)
        await run.rests_before(call.over)
        if call.state == "closed":
            return
    if call.stream:
        for _ in range(_NESTED):
            findings = await run.findings()  # collects the garbage
            await run.until(call.over)
            if findings.orphaned:
                _orphaned(run, findings.orphaned[0])
            if call.state == "closed":
                return
        run.fail(
            "keeps-paying",
            "the client has left, and your app still reads the model's stream",
            f"The model has sent {_LATE} tokens since, and your app has not closed the stream.",
            advice="Whatever reads the model's stream has to end when the response is cancelled.",
        )
    run.fail(
        "keeps-paying",
        "the client has left, and the model is still working for it",
        "Every token of this reply will be paid for, and nobody will read it.",
        advice="When the client is gone, cancel the model call: watch for the disconnect.",
    )


def _orphaned(run: Run, name: str) -> Never:
    run.fail(
        "keeps-paying",
        f"the client has left, and the task of `{name}` still reads for it",
        "Nobody holds that task any more: it reads on until Python's garbage collector finds it.",
        advice="Cancel the task where the stream ends: in a `finally` of its generator.",
    )
