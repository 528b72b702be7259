"""What an answer leaves in its process does not fail the next answer."""

import asyncio
import sys

from autograder import provider
from autograder.bank import SEED, submissions
from autograder.explain import standing
from autograder.judge import judge, restore

BANK = {str(one): one for one in submissions(["agent", "chat", "embed", "thread-budget"])}


def reasons(*names: str) -> list[str]:
    """Why these answers fail, judged one after the other in this process: "" for a pass."""

    async def reason(name: str) -> str:
        with BANK[name].subject() as subject:
            return (await judge(BANK[name].task, subject, SEED)).reason

    async def work() -> list[str]:
        return [await reason(name) for name in names]

    provider.use_offline()
    return asyncio.run(work())


def test_threads_that_go_on_have_ended_before_the_next_check() -> None:
    """What they call would be taken for calls of the next answer."""
    slow = "chat/wrong_spaced_out_in_threads"
    assert reasons(slow, "chat/right_async") == ["one-by-one", ""]
    assert reasons(slow) == ["one-by-one"]
    places = map(standing, sys._current_frames().values())
    assert [place for place in places if place and slow in place.file] == []


def test_a_pool_made_the_default_goes_with_its_answer() -> None:
    names = [
        "thread-budget/right_default_executor",
        "embed/right_to_thread",
        "chat/right_to_thread",
    ]
    assert reasons(*names) == [""] * 3


def test_what_nest_asyncio_patches_is_mended() -> None:
    names = ["chat/wrong_nest_asyncio", "chat/wrong_new_event_loop", "chat/wrong_nest_asyncio"]
    assert reasons(*names, "chat/right_async") == ["nested-run"] * 3 + [""]
    assert not hasattr(asyncio.new_event_loop(), "_nest_patched")


def test_what_an_answer_has_deleted_of_asyncio_is_there_again() -> None:
    async def main() -> None:
        usual = asyncio.sleep
        del asyncio.sleep
        restore()
        assert asyncio.sleep is usual

    asyncio.run(main())
