"""Checks of exercise 06: the decision tree as code, and applied to four endpoints."""

import inspect
import math
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from autograder.checks import task
from autograder.decision import Choice, Endpoint, decide, every_endpoint
from autograder.gates import Call
from autograder.heavy import vector
from autograder.probes.again import again, not_kept
from autograder.probes.apart import own_calls
from autograder.probes.archived import archived, archived_again, given, handed, unchanged
from autograder.probes.loop_free import answered
from autograder.probes.off_loop import off_loop
from autograder.probes.overlap import overlap
from autograder.probes.replies import same
from autograder.probes.returned import value_of
from autograder.probes.waits import waits
from autograder.run import Run
from autograder.user import User

_NAMES = {
    "calls_ai_api": "an AI API",
    "uses_langchain": "LangChain",
    "blocking": "a blocking library",
    "cpu_heavy": "heavy CPU work",
    "unknown": "an unknown library",
}


def over_json(function: Callable[[Endpoint], Any]) -> Callable[..., Awaitable[list[Any]]]:
    """A `decide` over JSON: the facts of many endpoints go in, and their choices come out."""

    async def choices(facts: list[dict[str, bool]]) -> list[Any]:
        return [_as_json(function(Endpoint(**each))) for each in facts]

    return choices


def _as_json(choice: Any) -> Any:
    """A choice as it is, and of anything else the name of its type."""
    if choice is None or isinstance(choice, Choice):
        return choice
    if inspect.iscoroutine(choice):
        choice.close()
    return {"type": type(choice).__name__}


@task("decide", kind="function", answer="decide", adapt=over_json)
async def decides(run: Run) -> None:
    """`decide` finds the form for every endpoint, mixtures among them.

    Go further: add a sixth fact of your own, such as `streams`, or `runs_for_minutes`. Of the 63
    combinations that there are then, which ones need a fourth form, and what is it?
    """
    # Either form is right for an endpoint that does nothing of all this: it is not asked for.
    endpoints = [endpoint for endpoint in every_endpoint() if endpoint.facts]
    user = run.call("decide", [asdict(endpoint) for endpoint in endpoints])
    await run.finish(user)
    given = value_of(run, user, "decide")
    if all(choice is None for choice in given):
        run.fail(
            "no-answer",
            "`decide(…)` returns nothing: is the answer still empty?",
            advice="Write your answer where the cell says YOUR CODE HERE.",
        )
    for endpoint, choice in zip(endpoints, given, strict=True):
        if choice != decide(endpoint):
            _explain(run, endpoint, choice)


def _explain(run: Run, endpoint: Endpoint, choice: Any) -> None:
    facts = " and ".join(_NAMES[fact] for fact in endpoint.facts)
    if not isinstance(choice, str):
        kind = "nothing" if choice is None else f"a {choice['type']}"
        run.fail(
            "wrong-type",
            f"for {facts} `decide` returns {kind}",
            advice="Return a `Choice` for every endpoint; `decide` is a plain function.",
        )
    choice = Choice(choice)
    awaits = endpoint.calls_ai_api or endpoint.uses_langchain
    why = {
        Choice.ASYNC: "Not all of it can be awaited: the rest stands on the loop, and everybody "
        "waits for it.",
        Choice.DEF: "In a `def` nothing is awaited: each user holds one of 40 threads for as long "
        "as the model thinks.",
        Choice.ASYNC_AND_THREAD: "Nothing is left that would have to go to a thread."
        if awaits
        else "Nothing in it can be awaited, so all of it may run in a thread.",
    }
    run.fail(
        "wrong-choice",
        f"for {facts} `decide` says {choice.name}",
        why[choice],
        advice="Ask two things: what in it can be awaited, and what in it cannot?",
    )


@task("apply")
async def apply(run: Run) -> None:
    """Each of the four endpoints is at work, and the others are served meanwhile.

    Go further: give `/similarity` a process pool, and send it eight pairs at once, short ones and
    long ones. From which length on is it faster than a thread on your machine, and what does the
    way to the process cost?
    """
    await _answer(run)
    await _ingest(run)
    await archived_again(run, lambda phrase: run.post("/ingest", document=phrase), "process")
    await _similarity(run)


async def _answer(run: Run) -> None:
    phrases = [run.phrase() for _ in range(3)]
    with run.service(archived(run)) as lookups, run.model() as calls:
        users = [run.post("/answer", question=phrase) for phrase in phrases]
        await _archive_aside(run, users, lookups, lambda: len(calls) == 3)
        await overlap(run, users, calls, count=3)
        await waits(run, users)
        theirs = own_calls(run, calls, phrases)
        await _status(run, while_held=users[0])
        for call in reversed(theirs):
            call.let()
        await _archive_aside(run, users, lookups, lambda: all(user.ended for user in users))
        await run.finish(*users)
    for user, call in zip(users, theirs, strict=True):
        same(run, user.field("answer"), call, "`answer`")
    await again(run, lambda phrase: run.post("/answer", question=phrase), "answer")


async def _archive_aside(
    run: Run, users: list[User], lookups: list[Call], done: Callable[[], bool]
) -> None:
    """Until `done()`, let those go on who ask the archive too, if none of them holds the loop."""
    asked = len(lookups)
    await run.until(lambda: done() or len(lookups) > asked or any(user.ended for user in users))
    if len(lookups) > asked:
        await off_loop(run, users, lookups, count=asked + len(users))
        for call in lookups:
            call.let()


async def _ingest(run: Run) -> None:
    phrases = [run.phrase() for _ in range(3)]
    with run.service(archived(run)) as calls:
        users = [run.post("/ingest", document=phrase) for phrase in phrases]
        await off_loop(run, users, calls, count=3)
        theirs = [handed(run, calls, phrase, by="process") for phrase in phrases]
        await _status(run, while_held=users[0])
        for call in reversed(theirs):
            call.let()
        await run.finish(*users)
    for user, call in zip(users, theirs, strict=True):
        unchanged(run, user.field("result"), given(call)["result"], "`result`")


async def _similarity(run: Run) -> None:
    texts = run.phrase(), run.phrase()
    with run.service() as calls:
        user = run.post("/similarity", first=texts[0], second=texts[1])
        # Two texts are embedded, at once or in turn: neither may hold the loop.
        for count in (1, 2):
            await overlap(run, [user], calls, count, of="`embed`")
            await _status(run, while_held=user)
            for call in calls:
                call.let()
        await run.finish(user)
    _similar(run, user, texts)
    texts = run.phrase(), run.phrase()
    with run.service(held=False) as calls:
        user = run.post("/similarity", first=texts[0], second=texts[1])
        await run.finish(user)
    not_kept(run, user, calls, of="`embed`")
    _similar(run, user, texts)


def _similar(run: Run, user: User, texts: tuple[str, str]) -> None:
    wanted, found = _cosine(*map(vector, texts)), user.field("similarity")
    if not isinstance(found, float) or not math.isclose(found, wanted, abs_tol=1e-6):
        _wrong_value(run, user, "similarity", f"{wanted:.6f}", found)


async def _status(run: Run, while_held: User) -> None:
    status = run.get("/status")
    await answered(run, status, while_held=while_held)
    if status.field("status") != "ok":
        _wrong_value(run, status, "status", '"ok"', status.field("status"))


def _wrong_value(run: Run, user: User, key: str, wanted: str, found: Any) -> None:
    run.fail(
        "wrong-value",
        f"`{key}` of `{user.label}` is not what is asked for",
        f"It should be {wanted}, and it is {found!r:.60}.",
        advice="Look at the contract once more.",
    )


def _cosine(first: list[float], second: list[float]) -> float:
    dot = sum(a * b for a, b in zip(first, second, strict=True))
    return dot / math.hypot(*first) / math.hypot(*second)
