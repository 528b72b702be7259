"""Do users stay apart? Nobody's text is in another one's prompt, and each gets their own reply.

Endpoints that keep a request's data in a variable which all requests share pass every test
with one user.

    with run.model() as calls:
        users = [run.post("/chat", message=phrase) for phrase in phrases]
        await overlap(run, users, calls, count=len(users))
        theirs = own_calls(run, calls, phrases)
        for call in reversed(theirs):
            call.let()
        await run.finish(*users)
    own_texts(run, [user.field("response") for user in users], theirs, "`response`")
"""

from collections.abc import Sequence
from typing import Any

from autograder.gates import Call
from autograder.probes.replies import asked, same
from autograder.run import Run

_ADVICE = "Keep what belongs to one request in that request's own variables."


def own_calls(run: Run, calls: Sequence[Call], phrases: Sequence[str]) -> list[Call]:
    """The call of each user's phrase, in the order of `phrases`."""
    only_own(run, calls, phrases)
    reached = [sum(phrase in call.prompt for call in calls) for phrase in phrases]
    if 0 in reached and max(reached) > 1:
        run.fail(
            "mixed-up",
            "what one user wrote went to the model for another one too",
            advice=_ADVICE,
        )
    return [asked(run, calls, phrase) for phrase in phrases]


def only_own(run: Run, calls: Sequence[Call], phrases: Sequence[str]) -> None:
    """Fail the check if a prompt holds the phrases of two users."""
    if any(sum(phrase in call.prompt for phrase in phrases) > 1 for call in calls):
        run.fail(
            "mixed-up",
            "the prompt of one user also holds what another one wrote",
            advice=_ADVICE,
        )


def own_texts(run: Run, given: Sequence[Any], calls: Sequence[Call], what: str) -> None:
    """Fail the check unless each of `given` is what the model replied to its call."""
    said = [call.answer.text for call in calls if call.answer is not None]
    for text, call in zip(given, calls, strict=True):
        if call.answer is not None and text != call.answer.text and text in said:
            run.fail(
                "mixed-up",
                f"{what} of one user is what the model replied to another one",
                advice=_ADVICE,
            )
        same(run, text, call, what)
