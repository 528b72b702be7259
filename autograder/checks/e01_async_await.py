"""Checks of exercise 01: the first await, two at once, and the order of things."""

import threading

from autograder.checks import task
from autograder.probes.overlap import overlap
from autograder.probes.replies import asked, same
from autograder.probes.returned import value_of
from autograder.run import Run

# The program that learners predict; the exercise shows it as it stands here.
PROGRAM = """\


async def visit(name, turns):
    print(f"{name} sits down")
    for _ in range(turns):
        await asyncio.sleep(0)
        print(f"{name} takes a sip")
    print(f"{name} leaves")


async def main():
    ada = visit("Ada", 1)
    print("the door opens")
    bob = asyncio.create_task(visit("Bob", 1))
    print("Bob has called ahead")
    await ada
    await bob
    print("the door closes")


asyncio.run(main())
"""


@task("first-await", kind="function", answer="ask")
async def first_await(run: Run) -> None:
    """`ask` awaits the model and returns its text."""
    phrase = run.phrase()
    with run.model() as calls:
        user = run.call(phrase)
        await overlap(run, [user], calls, count=1)
        call = asked(run, calls, phrase)
        call.let()
        await run.finish(user)
    same(run, value_of(run, user, "ask"), call, "what `ask` returns")


@task("two-at-once", kind="function", answer="ask_both")
async def two_at_once(run: Run) -> None:
    """`ask_both` has two questions in flight together and keeps their order."""
    phrases = [run.phrase(), run.phrase()]
    with run.model() as calls:
        user = run.call(*phrases)
        await overlap(run, [user], calls, count=2)
        first, second = (asked(run, calls, phrase) for phrase in phrases)
        # The later reply comes first, so that order of arrival is not order of asking.
        second.let()
        await run.until(lambda: second.state != "waiting")
        first.let()
        await run.finish(user)
    given = value_of(run, user, "ask_both")
    if not isinstance(given, list) or len(given) != 2:
        run.fail(
            "wrong-shape",
            f"`ask_both` returned {given!r:.40}, and a list of two texts is asked for",
        )
    if given == [second.answer.text, first.answer.text]:
        run.fail(
            "order-lost",
            "`ask_both` returned the replies in the order they came, not as they were asked",
            advice="Collect the results by question, not by who is ready first.",
        )
    same(run, given[0], first, "the first text")
    same(run, given[1], second, "the second text")


@task("predict-order", kind="value", answer="answer")
async def predict_order(run: Run) -> None:
    """The lines stand in the order in which the program prints them."""
    user = run.get("/value")
    await run.finish(user)
    given, printed = value_of(run, user, "answer"), printed_by(PROGRAM)
    if not isinstance(given, list):
        run.fail("wrong-shape", "`answer` is not a list of the printed lines")
    if sorted(map(str, given)) != sorted(printed):
        run.fail(
            "wrong-lines",
            f"`answer` has {len(given)} lines, and not just the {len(printed)} that are printed",
            advice="Move the lines of the list into order; each of them is printed once.",
        )
    for place, (line, right) in enumerate(zip(given, printed, strict=True), start=1):
        if line != right:
            run.fail(
                "wrong-order",
                f'line {place} of the output is not "{line}"',
                advice="Who has the loop at this moment, and what would make it let go?",
            )


def printed_by(program: str) -> list[str]:
    """The lines that a program prints when it runs."""
    lines: list[str] = []
    scope = {"__name__": "__main__", "print": lines.append}
    runner = threading.Thread(target=exec, args=(compile(program, "program", "exec"), scope))
    runner.start()
    runner.join()
    return lines
