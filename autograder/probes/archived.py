"""Is the reply what the archive gave for this user? What it gives is random in every run.

    with run.service(archived(run)) as calls:
        ...
        call = handed(run, calls, phrase, by="process")
        ...
    unchanged(run, user.field("result"), given(call)["result"], "`result`")

Calls of the CPU-heavy library, which come to the same service, keep its own answers.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, Literal

from autograder.gates import Answer, Call
from autograder.probes.again import not_kept
from autograder.run import Run
from autograder.user import User

Method = Literal["process", "lookup"]


def archived(run: Run) -> Callable[[Call], Answer | None]:
    """Answers for the archive's service that nobody has seen before."""

    def answer(call: Call) -> Answer | None:
        if asks(call, "process"):
            return _json({"result": run.phrase()})
        if asks(call, "lookup"):
            record = {"key": call.prompt, "title": run.phrase(), "text": run.phrase()}
            return _json(record)
        return None

    return answer


def asks(call: Call, method: Method) -> bool:
    """Whether `call` is one of the archive's `method`."""
    return call.path == "/process" if method == "process" else call.path.startswith("/lookup/")


def given(call: Call) -> dict[str, Any]:
    """What the archive answered to `call`, which is none of the CPU-heavy library."""
    assert call.answer is not None
    return json.loads(call.answer.text)


def handed(run: Run, calls: Sequence[Call], phrase: str, by: Method) -> Call:
    """The call that hands `phrase` to the archive's method `by`; fail the check if none does."""
    theirs = [call for call in calls if call.prompt == phrase]
    for call in theirs:
        if asks(call, by):
            return call
    only(run, theirs, by)
    run.fail(
        "data-lost",
        "the archive was asked, but not with what the user sent",
        f'The user sent "{phrase}"; the archive got "{calls[0].prompt}".',
        advice="Hand the user's text to the archive as it is.",
    )


async def archived_again(run: Run, ask: Callable[[str], User], by: Method) -> None:
    """See two more users in turn get what the archive's method `by` gives for them.

    It is under `result` when that is `process`, and under `record` when it is `lookup`.
    """
    for phrase in (run.phrase(), run.phrase()):
        with run.service(archived(run), held=False) as calls:
            user = ask(phrase)
            await run.finish(user)
        not_kept(run, user, calls, of="the archive")
        found = given(handed(run, calls, phrase, by))
        if by == "process":
            unchanged(run, user.field("result"), found["result"], "`result`")
        else:
            unchanged(run, user.field("record"), found, "`record`")


def only(run: Run, calls: Sequence[Call], method: Method) -> None:
    """Fail the check if one of `calls` is none of the archive's `method`."""
    for call in calls:
        if not asks(call, method):
            run.fail(
                "other-call",
                f"your app called `{_called(call)}`, where `archive.{method}` is asked for",
                f'It did so with "{call.prompt:.60}".',
                advice=f"Call `archive.{method}`: the reply is to hold what that one gives.",
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


def _called(call: Call) -> str:
    if asks(call, "process"):
        return "archive.process"
    return "archive.lookup" if asks(call, "lookup") else "embed"


def _json(value: Any) -> Answer:
    return Answer((json.dumps(value),))


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return f"{text[:60]}…" if len(text) > 60 else text
