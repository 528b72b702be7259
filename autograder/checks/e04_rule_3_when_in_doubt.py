"""Checks of exercise 04: libraries that do not say how they work, and claims that a run decides."""

import asyncio
from collections.abc import Sequence
from typing import Any

from autograder import claims as truth
from autograder.checks import task
from autograder.gates import Call
from autograder.probes.archived import archived, asks, given
from autograder.probes.loop_free import answered
from autograder.probes.overlap import overlap
from autograder.probes.returned import value_of
from autograder.run import Run
from autograder.user import User


@task("safe-default")
async def safe_default(run: Run) -> None:
    """Each library gives its value, and none of them holds the loop.

    Go further: send ten requests to the one that computes, and time another endpoint meanwhile. The
    loop is free: why is its answer slower all the same, and what changes when the computing moves
    to a process?
    """
    with run.service(archived(run)) as calls:
        waiting = [run.get(path) for path in ("/alpha", "/gamma", "/alpha", "/gamma")]
        await overlap(run, waiting, calls, count=4, of="the library")
        instant = [await _instant(run, while_held=waiting[0])]
        for call in calls:
            call.let()
        await run.finish(*waiting)
    _archived(run, waiting[0::2], calls, "alpha")
    _archived(run, waiting[1::2], calls, "gamma")
    with run.service() as calls:
        computing = run.get("/delta")
        await overlap(run, [computing], calls, count=1, of="the library")
        instant.append(await _instant(run, while_held=computing))
        calls[0].let()
        await run.finish(computing)
    _is(run, computing, "delta", computing.field("value") == calls[0].prompt)
    numbers = [user.field("value") for user in instant]
    # Two calls never give the same number, in whichever process they are made.
    called = all(isinstance(number, int) for number in numbers) and numbers[0] != numbers[1]
    _is(run, instant[1], "beta", called)
    await _nothing_kept(run)


async def _nothing_kept(run: Run) -> None:
    """See each library called for the next request too."""
    with run.service(archived(run), held=False) as calls:
        for name in ("alpha", "gamma", "delta"):
            before = len(calls)
            user = run.get(f"/{name}")
            await run.finish(user)
            if len(calls) == before:
                run.fail(
                    "kept-value",
                    f"`{user.label}` replied without calling `{name}()`: the value was kept",
                    "Someone asked before, and got this value; it may be another one by now.",
                    advice=f"Call `{name}` for each request.",
                )


async def _instant(run: Run, while_held: User) -> User:
    user = run.get("/beta")
    await answered(run, user, while_held=while_held)
    return user


def _archived(run: Run, users: Sequence[User], calls: Sequence[Call], name: str) -> None:
    texts = {given(call)["text"] for call in calls if call.prompt == name and asks(call, "lookup")}
    values = {str(user.field("value")) for user in users}
    _is(run, users[0], name, values == texts)


def _is(run: Run, user: User, name: str, right: bool) -> None:
    if not right:
        run.fail(
            "wrong-value",
            f"`{user.label}` did not reply with what `{name}()` gives",
            f"Its `value` was {user.field('value')!r:.60}.",
            advice=f"Call `{name}` for each request, and return what it gives as it is.",
        )


@task("claims", kind="value", answer="answers")
async def claims(run: Run) -> None:
    """All ten claims are answered as their runs decide them.

    Go further: write an eleventh claim, one about FastAPI that you are not sure of yourself, and
    the run that decides it. `autograder/claims.py` shows how short such a run can be.
    """
    user = run.get("/value")
    await run.finish(user)
    answers = value_of(run, user, "answers")
    _well_formed(run, answers)
    # In a thread, since the runs need a loop of their own.
    findings = await asyncio.to_thread(truth.findings)
    wrong = [text for text, found in findings.items() if answers[text] != found.holds]
    if wrong:
        right = len(findings) - len(wrong)
        run.fail(
            "wrong-claims",
            f"{right} of your {len(findings)} answers agree with a run, {len(wrong)} "
            f"{'does' if len(wrong) == 1 else 'do'} not",
            f"The first to look at: {wrong[0]}.",
            f"What a run shows: {findings[wrong[0]].seen}",
            advice="Each claim is a run of a few lines. Make it yourself and look.",
        )


def _well_formed(run: Run, answers: Any) -> None:
    if not isinstance(answers, dict):
        run.fail("wrong-shape", "`answers` is not a dict of claims")
    if missing := [text for text in truth.CLAIMS if text not in answers]:
        run.fail(
            "missing-claims",
            f"`answers` lacks {len(missing)} of the {len(truth.CLAIMS)} claims",
            f"The first one: {missing[0]}.",
            advice="Keep the claims word for word, and write True or False behind each.",
        )
    open_ones = [text for text in truth.CLAIMS if answers[text] is None]
    if open_ones:
        run.fail(
            "no-answer",
            f"{len(open_ones)} of the {len(truth.CLAIMS)} claims are still without an answer",
            advice="Write True or False in place of each None.",
        )
    for text in truth.CLAIMS:
        if not isinstance(answers[text], bool):
            run.fail(
                "wrong-type",
                f"an answer is {answers[text]!r:.30}, and True or False is asked for",
                f"The claim: {text}.",
            )
