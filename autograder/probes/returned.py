"""What did the function return, or what is the value? It has crossed over as JSON."""

from typing import Any

from autograder.run import Run, User


def value_of(run: Run, user: User, name: str) -> Any:
    """The value that a finished `run.call(...)` or `GET /value` brought."""
    reply = user.json()
    if "value" in reply:
        return reply["value"]
    kind = reply["type"]
    if reply["problem"] == "plain":
        run.fail(
            "not-async",
            f"`{name}` is a plain function: calling it gives {kind}, which cannot be awaited",
            advice=f"Define it with `async def {name}`.",
        )
    if reply["problem"] == "coroutine":
        run.fail(
            "missing-await",
            f"`{name}` returns a coroutine: a call in it was never awaited",
            "Calling an async function only makes a coroutine; `await` runs it.",
            advice="Put `await` before the call.",
        )
    run.fail(
        "wrong-type",
        f"`{name}` gives something of type `{kind}`, not plain text, numbers, lists or dicts",
        advice="Take the text out of the reply: look at what the client returns.",
    )
