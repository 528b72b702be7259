"""What an answer leaves in a client to a loop that has ended does not fail the next answer."""

import asyncio

import pytest
from langchain_openai import ChatOpenAI
from langchain_openai.chat_models import _client_utils as langchain_clients

from autograder import provider
from autograder.bank import SEED, submissions
from autograder.judge import judge
from autograder.verdict import Verdict

BANK = {str(one): one for one in submissions(["ai-chat", "chat"])}


@pytest.fixture
def loop():
    provider.use_offline()
    langchain_clients._cached_async_httpx_client.cache_clear()
    with asyncio.Runner() as runner:
        yield runner


def verdict(loop: asyncio.Runner, name: str) -> Verdict:
    async def work() -> Verdict:
        with BANK[name].subject() as subject:
            return await judge(BANK[name].task, subject, SEED)

    return loop.run(work())


def test_a_right_answer_passes_after_a_wrong_one(loop: asyncio.Runner) -> None:
    """LangChain keeps one client for both of them."""
    for _ in range(2):
        assert verdict(loop, "ai-chat/wrong_run_in_def").reason == "loop-gone"
        assert verdict(loop, "ai-chat/right_ainvoke").passed


def test_a_right_answer_passes_after_a_cell_that_ran_a_loop_of_its_own(
    loop: asyncio.Runner,
) -> None:
    def in_a_thread() -> None:
        asyncio.run(ChatOpenAI(model="gpt-4o-mini").ainvoke("Hello!"))

    loop.run(asyncio.to_thread(in_a_thread))
    assert verdict(loop, "ai-chat/right_ainvoke").passed


def test_a_loop_and_a_client_of_its_own_are_right(loop: asyncio.Runner) -> None:
    assert verdict(loop, "chat/right_run_with_its_own_client").passed


def test_the_advice_leads_to_chat_completions(loop: asyncio.Runner) -> None:
    (answer,) = [one for one in submissions(["first-await"]) if "responses_api" in one.path.stem]

    async def work() -> Verdict:
        with answer.subject() as subject:
            return await judge(answer.task, subject, SEED)

    (advice,) = loop.run(work()).advice
    assert "speaks chat completions" in advice
