"""Checks of exercise 01: the first await, two at once, and the order of things."""

import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

from autograder.checks import task
from autograder.gates import Call
from autograder.probes.again import again
from autograder.probes.apart import own_calls, own_texts
from autograder.probes.overlap import overlap
from autograder.probes.replies import asked, same
from autograder.probes.returned import value_of
from autograder.probes.waits import waits
from autograder.run import Run
from autograder.user import User

# The program whose output learners predict; the exercise shows it word for word.
PROGRAM = """\
import asyncio


async def visit(name):
    print(f"{name} sits down")
    await asyncio.sleep(0)
    print(f"{name} drinks a coffee")
    print(f"{name} leaves")


async def main():
    ada = visit("Ada")
    print("the doors open")
    bob = asyncio.create_task(visit("Bob"))
    print("a table is free")
    await ada
    await bob
    print("the doors close")


asyncio.run(main())
"""


@task("first-await", kind="function", answer="ask")
async def first_await(run: Run) -> None:
    """`ask` returns the model's text, and two callers wait side by side.

    Go further: ask the model with `stream=True`. What does `await` give you then, and where does
    the text come from? Measure how long the first piece takes, and how long the last.
    """
    phrases = [run.phrase(), run.phrase()]
    with run.model() as calls:
        users = [run.call("ask", phrase) for phrase in phrases]
        await overlap(run, users, calls, count=2)
        await waits(run, users)
        theirs = own_calls(run, calls, phrases)
        for call in theirs:
            call.let()
        await run.finish(*users)
    given = [value_of(run, user, "ask") for user in users]
    own_texts(run, given, theirs, "what `ask` returns")
    await again(run, lambda phrase: run.call("ask", phrase), "value")


@task("two-at-once", kind="function", answer="ask_both")
async def two_at_once(run: Run) -> None:
    """`ask_both` has two questions in flight together and keeps their order.

    Go further: write `ask_all(questions)` for a list of any length. Slow the model down, as lesson
    01 does, and draw 100 questions with `timeline`: how many are at the model at once, and what
    would a real provider say to that?
    """
    phrases = [run.phrase(), run.phrase()]
    with run.model() as calls:
        user = run.call("ask_both", *phrases)
        await overlap(run, [user], calls, count=2)
        first, second = (asked(run, calls, phrase) for phrase in phrases)
        await _another_caller_comes_in(run, calls)
        # The later reply comes first, so that order of arrival is not order of asking.
        second.let()
        await run.until(second.over)
        await run.until(lambda: user.ended, patience=0)  # until it has come to rest with it
        first.let()
        await run.finish(user)
    _in_order(run, user, [first, second])
    await _more_pairs(run)


async def _more_pairs(run: Run) -> None:
    """An order that is left to chance is right once in two: five more callers, all at once."""
    pairs = [(run.phrase(), run.phrase()) for _ in range(5)]
    with run.model(held=False) as calls:
        users = [run.call("ask_both", *pair) for pair in pairs]
        await run.finish(*users)
    for user, pair in zip(users, pairs, strict=True):
        _in_order(run, user, [asked(run, calls, phrase) for phrase in pair])


def _in_order(run: Run, user: User, calls: Sequence[Call]) -> None:
    """Fail the check unless the user got the replies to both `calls`, in their order."""
    given = value_of(run, user, "ask_both")
    if not isinstance(given, list) or len(given) != 2:
        run.fail(
            "wrong-shape",
            f"`ask_both` returned {_what(given)}, and a list of two texts is asked for",
            advice="Return both texts in one list, the first question's text first.",
        )
    replies = [call.answer.text for call in calls if call.answer]
    if given == replies[::-1]:
        run.fail(
            "order-lost",
            "`ask_both` has the replies in the order they came, not as they were asked",
            "Either question's reply may come first, from a real model too.",
            advice="Collect the results by question, not by who is ready first.",
        )
    same(run, given[0], calls[0], "the first text")
    same(run, given[1], calls[1], "the second text")


async def _another_caller_comes_in(run: Run, calls: list[Call]) -> None:
    """While the first caller's questions are held, a second caller finds the loop free.

    Its questions may have to wait, for a thread or a place that the first caller's have.
    """
    other = run.call("ask_both", run.phrase(), run.phrase())
    await run.rests_before(lambda: len(calls) == 4 or other.ended, other)
    await run.fine(other)


@task("predict-order", kind="value", answer="answer")
async def predict_order(run: Run) -> None:
    """The lines stand in the order in which the program prints them.

    Go further: make Ada a task too, and the output stays the same, line for line. Now print a line
    between `await ada` and `await bob`: where does it come in each of the two programs? Predict,
    then run both as a file.
    """
    user = run.get("/value")
    await run.finish(user)
    given, printed = value_of(run, user, "answer"), printed_by(PROGRAM)
    if not isinstance(given, list):
        run.fail(
            "wrong-shape",
            f"`answer` is {_what(given)}, not a list of lines",
            advice="Keep the list that the cell began with, and move its lines.",
        )
    _same_lines(run, given, printed)
    for number, (line, right) in enumerate(zip(given, printed, strict=True), start=1):
        if line != right:
            run.fail(
                "wrong-order",
                f'line {number} of the output is not "{line}"',
                *([f"Up to line {number - 1} all is right."] if number > 1 else []),
                advice="Who has the loop at this moment, and what would make it let go?",
            )


def _same_lines(run: Run, given: list[Any], printed: list[str]) -> None:
    """Fail the check unless `given` has each printed line once, in whatever order."""
    strange = [line for line in given if line not in printed]
    if strange:
        run.fail(
            "wrong-lines",
            f"the program never prints {strange[0]!r}",
            advice="Move the lines of the list into order, and leave their text as it is.",
        )
    for line in printed:
        if given.count(line) != 1:
            times = "not there" if line not in given else f"there {given.count(line)} times"
            run.fail(
                "wrong-lines",
                f'"{line}" is printed once, and in `answer` it is {times}',
                advice="Move the lines of the list into order; each of them is printed once.",
            )


@cache
def printed_by(program: str) -> list[str]:
    """The lines that a program prints, in a process where nobody has changed asyncio."""
    command = [sys.executable, "-I", "-c", program]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()


def _what(value: object) -> str:
    names = {str: "one text", dict: "a dict", type(None): "nothing"}
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return names.get(type(value), f"a {type(value).__name__}")
