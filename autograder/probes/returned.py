"""What did the function return, or what is the value? It has crossed over as JSON."""

from typing import Any, Never

from autograder.run import Run
from autograder.user import User


def value_of(run: Run, user: User, name: str) -> Any:
    """The value that a finished `run.call(...)` or `GET /value` brought."""
    match user.json():
        case {"value": value}:
            return value
        case reply:
            _complain(run, reply, name)


def readable(run: Run, user: User) -> None:
    """Fail the check if a function has ended without a value that can be read."""
    if user.text.startswith('{"problem"'):
        _complain(run, user.json(), user.label.removesuffix("(…)"))


def _complain(run: Run, reply: Any, name: str) -> Never:
    match reply:
        case {"problem": problem, "type": kind}:
            pass
        case _:
            run.fail("wrong-type", f"`{name}` gives nothing that could be read")
    if problem == "plain":
        run.fail(
            "not-async",
            f"`{name}` is a plain function: calling it gives {kind}, which cannot be awaited",
            advice=f"Define it with `async def {name}`.",
        )
    if problem == "awaitable":
        run.fail(
            "missing-await",
            f"`{name}` returns what is still to be awaited: a `{kind}`",
            "Its result comes only with `await`.",
            advice="Put `await` before the call whose result you return.",
        )
    run.fail(
        "wrong-type",
        f"`{name}` returns a `{kind}`, not plain text, numbers or lists",
        advice="Take the text out of the reply: look at what the client returns.",
    )
