"""Checks of exercise 02: libraries that can be awaited."""

from autograder.checks import task
from autograder.probes.own_replies import own_replies
from autograder.run import Run


@task("chat")
async def chat(run: Run) -> None:
    """Three users chat at once, and each gets the model's reply to their own message."""
    await own_replies(run, "/chat", field="message", key="response")


@task("agent")
async def agent(run: Run) -> None:
    """Three users ask the agent at once, and each gets the result of their own query."""
    await own_replies(run, "/agent", field="query", key="result")


@task("unblock")
async def unblock(run: Run) -> None:
    """Three texts are summarised at once, and none makes another wait."""
    await own_replies(run, "/summarize", field="text", key="summary")
