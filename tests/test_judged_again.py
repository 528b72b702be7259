"""An answer that a check has passed, and ended, is checked again as it is."""

import asyncio

import pytest

from autograder import provider
from autograder.bank import SEED, submissions
from autograder.judge import judge
from autograder.verdict import Verdict

BANK = {str(one): one for one in submissions(["embed", "one-client", "chat", "two-at-once"])}
ADVICE = "The last check has ended what your answer kept running: run its cell, then check."


def judged_twice(name: str) -> list[Verdict]:
    provider.use_offline()

    async def work() -> list[Verdict]:
        with BANK[name].subject() as app:
            return [await judge(BANK[name].task, app, SEED) for _ in range(2)]

    return asyncio.run(work())


@pytest.mark.parametrize(
    "name, reason",
    [
        ("one-client/right_module_client_closed", "crash"),
        ("embed/right_module_pool_shut_down", "crash"),
        ("chat/right_lazy_worker", "never-answers"),
        ("two-at-once/right_queue", "never-answers"),
    ],
)
def test_what_an_answer_has_closed_for_good_is_no_riddle(name: str, reason: str) -> None:
    first, second = judged_twice(name)
    assert first.passed
    assert second.reason == reason
    assert second.advice[0] == ADVICE


@pytest.mark.parametrize("name", ["one-client/right_lifespan", "embed/right_pool_lifespan"])
def test_what_an_app_makes_when_it_starts_is_there_again(name: str) -> None:
    assert all(verdict.passed for verdict in judged_twice(name))


def test_an_app_that_never_passed_is_itself_to_blame() -> None:
    for verdict in judged_twice("one-client/wrong_closed_before_use"):
        assert verdict.reason == "crash"
        assert ADVICE not in verdict.advice
