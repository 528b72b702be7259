"""An app that a check has passed, and shut down, is checked again as it is."""

import asyncio

import pytest

from autograder import provider
from autograder.bank import SEED, submissions
from autograder.judge import judge
from autograder.verdict import Verdict

BANK = {str(one): one for one in submissions(["embed", "one-client"])}
ADVICE = "The last check has shut this app down: run the answer's cell again, then check."


def judged_twice(name: str) -> list[Verdict]:
    provider.use_offline()

    async def work() -> list[Verdict]:
        with BANK[name].subject() as app:
            return [await judge(BANK[name].task, app, SEED) for _ in range(2)]

    return asyncio.run(work())


@pytest.mark.parametrize(
    "name", ["one-client/right_module_client_closed", "embed/right_module_pool_shut_down"]
)
def test_what_an_app_has_closed_for_good_is_no_riddle(name: str) -> None:
    first, second = judged_twice(name)
    assert first.passed
    assert second.reason == "crash"
    assert second.advice[0] == ADVICE


@pytest.mark.parametrize("name", ["one-client/right_lifespan", "embed/right_pool_lifespan"])
def test_what_an_app_makes_when_it_starts_is_there_again(name: str) -> None:
    assert all(verdict.passed for verdict in judged_twice(name))


def test_an_app_that_never_passed_is_itself_to_blame() -> None:
    for verdict in judged_twice("one-client/wrong_closed_before_use"):
        assert verdict.reason == "crash"
        assert ADVICE not in verdict.advice
