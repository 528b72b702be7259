"""Checks of exercise 02: libraries that can be awaited."""

from autograder.checks import task
from autograder.probes.overlap import overlap
from autograder.probes.replies import asked, same
from autograder.run import Run


@task("chat")
async def chat(run: Run) -> None:
    """Three users chat at once, and each gets the model's reply to their own message."""
    await _each_gets_their_own(run, "/chat", "message", "response")


@task("agent")
async def agent(run: Run) -> None:
    """Three users ask the agent at once, and each gets the result of their own query."""
    await _each_gets_their_own(run, "/agent", "query", "result")


@task("unblock")
async def unblock(run: Run) -> None:
    """Three texts are summarised at once, and none makes another wait."""
    await _each_gets_their_own(run, "/summarize", "text", "summary")


async def _each_gets_their_own(run: Run, path: str, field: str, key: str) -> None:
    phrases = [run.phrase() for _ in range(3)]
    with run.model() as calls:
        users = [run.post(path, **{field: phrase}) for phrase in phrases]
        await overlap(run, users, calls, count=3)
        theirs = [asked(run, calls, phrase) for phrase in phrases]
        for call in reversed(theirs):
            call.let()
        await run.finish(*users)
    for user, call in zip(users, theirs, strict=True):
        same(run, user.field(key), call, f"`{key}`")
