"""Is the reply what the model said to this user? Prompts and replies are random in every run.

An answer that is hard-coded, mixed up between users, or made of something other than the
model's text cannot match.
"""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from autograder.gates import Call
from autograder.run import Run

_COROUTINE = re.compile(r"<coroutine object ([\w.<>]+) at ")


def asked(run: Run, calls: Sequence[Call], phrase: str) -> Call:
    """The chat call whose prompt holds `phrase`; fail the check if the model never got it."""
    theirs = [call for call in calls if phrase in call.prompt]
    for call in theirs:
        if call.path.endswith("/chat/completions"):
            return call
    if theirs:
        run.fail(
            "other-call",
            "the user's text went to the embedding model, and not to the chat model",
            "An embedding is a list of numbers that stand for a text; a chat model replies to it.",
            advice="Ask for a chat completion, with the user's text in its messages.",
        )
    for call in calls:
        if call.refusal:
            run.fail(
                "refused",
                "the model turned down what it was sent",
                f"It said: {call.refusal}",
                advice="Look at what you send: a list of messages, each with a role and a text.",
            )
    blame_coroutine(run, calls)
    run.fail(
        "prompt-lost",
        "the model was asked, but not what the user wrote",
        f'The user wrote "{phrase}"; no prompt that reached the model contains it.',
        advice="Put the user's text into the messages that you send.",
    )


def blame_coroutine(run: Run, calls: Sequence[Call]) -> None:
    """Fail the check if a prompt holds a coroutine in place of what that would have brought."""
    for call in calls:
        if found := _COROUTINE.search(call.prompt):
            run.fail(
                "missing-await",
                f"the prompt holds a coroutine: a call of `{found[1]}` is never awaited",
                "Calling an async function only makes a coroutine; `await` runs it.",
                advice="Put `await` before the call.",
            )


def same(run: Run, given: Any, call: Call, what: str) -> None:
    """Fail the check unless `given` is exactly the text that the model replied to `call`."""
    assert call.answer is not None
    if given == call.answer.text:
        return
    if given is None:
        run.fail(
            "wrong-type",
            f"{what} is `None`, and the model's text is asked for",
            advice="Does every way through your code end with a `return`?",
        )
    if not isinstance(given, str):
        run.fail(
            "wrong-type",
            f"{what} is {_kind(given)}, and the model's text is asked for",
            advice="Take the text out of the reply: look at what the client returns.",
        )
    if "<coroutine object" in given:
        run.fail(
            "missing-await",
            f"{what} is the text of a coroutine: the call was never awaited",
            "Calling an async function only makes a coroutine; `await` runs it.",
            advice="Put `await` before the call.",
        )
    run.fail(
        "wrong-reply",
        f"{what} is not what the model replied to this user",
        f"The model said {_from_where(call.answer.text, given)}, "
        f"the reply has {_from_where(given, call.answer.text)}.",
        advice="Return the model's text as it is.",
    )


def _kind(value: Any) -> str:
    names: dict[type, str] = {dict: "an object", list: "a list"}
    return names.get(type(value), f"a {type(value).__name__}")


def _from_where(text: str, other: str) -> str:
    """Some of `text`, in quotes, from just before it differs from `other`."""
    alike = sum(
        1 for _ in takewhile(lambda both: both[0] == both[1], zip(text, other, strict=False))
    )
    start = max(0, alike - 12)
    shown = text[start : start + 40].replace("\n", "⏎")
    return f'"{"…" if start else ""}{shown}{"…" if start + 40 < len(text) else ""}"'
