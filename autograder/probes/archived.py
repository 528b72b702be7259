"""Is the reply what the archive gave for this user? What it gives is random in every run.

    with run.service(archived(run)) as calls:
        ...
    unchanged(run, user.field("result"), given(call)["result"], "`result`")

Calls of the CPU-heavy library, which come to the same service, keep its own answers.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from autograder.gates import Answer, Call
from autograder.run import Run


def archived(run: Run) -> Callable[[Call], Answer | None]:
    """Answers for the archive's service that nobody has seen before."""

    def answer(call: Call) -> Answer | None:
        if call.path == "/process":
            return _json({"result": run.phrase()})
        if call.path.startswith("/lookup/"):
            record = {"key": call.prompt, "title": run.phrase(), "text": run.phrase()}
            return _json(record)
        return None

    return answer


def given(call: Call) -> dict[str, Any]:
    """What the archive answered to `call`."""
    assert call.answer is not None
    return json.loads(call.answer.text)


def handed(run: Run, calls: Sequence[Call], phrase: str) -> Call:
    """The call that hands `phrase` to the archive; fail the check if none does."""
    for call in calls:
        if call.prompt == phrase:
            return call
    run.fail(
        "data-lost",
        "the archive was asked, but not with what the user sent",
        f'The user sent "{phrase}"; the archive got "{calls[0].prompt}".',
        advice="Hand the user's text to the archive as it is.",
    )


def unchanged(run: Run, reply: Any, wanted: Any, what: str) -> None:
    """Fail the check unless `reply` is exactly what the archive gave."""
    if reply != wanted:
        run.fail(
            "wrong-reply",
            f"{what} is not what the archive gave for this user",
            f"The archive gave {_short(wanted)}, the reply has {_short(reply)}.",
            advice="Return what the archive gives as it is.",
        )


def _json(value: Any) -> Answer:
    return Answer((json.dumps(value),))


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return f"{text[:60]}…" if len(text) > 60 else text
