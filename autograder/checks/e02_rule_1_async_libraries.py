"""Checks of exercise 02: libraries that can be awaited."""

from autograder.checks import task
from autograder.probes.own_replies import own_replies
from autograder.run import Run

# What the given agent says to the model before the user's query; the exercise shows it.
ROLE = "You are the concierge of a small hotel."


@task("chat")
async def chat(run: Run) -> None:
    """Three users chat at once, and each gets the model's reply to their own message.

    Go further: slow the model down, as lesson 02 does, and send 200 users at once with `timeline`
    around them. How many are at the model together, and how many threads has your process then
    (`threading.active_count()`)?
    """
    await own_replies(run, "/chat", field="message", key="response")


@task("agent")
async def agent(run: Run) -> None:
    """Three users ask the agent at once, and each gets the result of their own query.

    Go further: give the node its sync side only, `add_node("reply", reply)`, and call `ainvoke` as
    before. Is the loop held now? Find out in which thread `reply` runs, and how many users can be
    in it at once.
    """
    for call in await own_replies(run, "/agent", field="query", key="result"):
        if ROLE not in call.prompt:
            run.fail(
                "agent-not-asked",
                "the model was asked, but not by `agent`: the agent's own words are missing",
                f'Before the query it says "{ROLE}".',
                advice="Hand the query to `agent`, and let it ask the model.",
            )
        roles = [message["role"] for message in call.body["messages"]]  # the agent's own is first
        if "user" not in roles:
            run.fail(
                "other-role",
                "the query reached the model, and not as a user's message",
                f"Its role there was {', '.join(f'`{role}`' for role in roles[1:])}.",
                advice="Say of the query that it is the user's.",
            )


@task("unblock")
async def unblock(run: Run) -> None:
    """Three texts are summarised at once, and none makes another wait.

    Go further: solve it the other way too: one answer with `AsyncOpenAI`, one with a plain `def`.
    Slow the model down, as lesson 02 does, and send 50 users to each: which one has them all at the
    model at once, and what limits the other?
    """
    for call in await own_replies(run, "/summarize", field="text", key="summary"):
        if "summar" not in call.prompt.lower():
            run.fail(
                "task-lost",
                "the model got the text, and was not asked for a summary",
                f'Its prompt was "{call.prompt[:60]}".',
                advice="Leave the prompt as it was; only the way it is sent has to change.",
            )
