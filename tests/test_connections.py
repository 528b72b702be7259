"""What an answer leaves in a client to a loop that has ended does not fail the next answer."""

import asyncio
import shutil
from inspect import getsource
from typing import Any

import pytest
from langchain_openai.chat_models import _client_utils as langchain_clients

from autograder import provider, referee
from autograder.answers import given
from autograder.bank import SEED, submissions
from autograder.classroom.sandbox.limits import Limits
from autograder.classroom.sandbox.outside import sandboxes
from autograder.judge import judge
from autograder.verdict import Verdict

BANK = {str(one): one for one in submissions(["ai-chat", "chat", "first-await"])}


@pytest.fixture
def loop():
    provider.use_offline()
    langchain_clients._cached_async_httpx_client.cache_clear()
    with asyncio.Runner() as runner:
        yield runner


def _ask() -> None:
    """Leave an open connection of LangChain's client to a loop that has ended."""
    import asyncio

    from langchain_openai import ChatOpenAI

    asyncio.run(ChatOpenAI(model="gpt-4o-mini").ainvoke("Hello!"))


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


def test_so_it_does_where_both_tell_their_users_of_failures(loop: asyncio.Runner) -> None:
    """No exception leaves these apps."""
    for _ in range(2):
        assert verdict(loop, "ai-chat/wrong_run_hidden").reason == "loop-gone"
        assert verdict(loop, "ai-chat/right_after_loss").passed


def test_a_right_answer_passes_after_a_cell_that_ran_a_loop_of_its_own(
    loop: asyncio.Runner,
) -> None:
    loop.run(asyncio.to_thread(_ask))
    assert verdict(loop, "ai-chat/right_ainvoke").passed


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bwrap"), reason="needs bubblewrap")
def test_so_it_does_in_a_sandbox() -> None:
    answer = BANK["ai-chat/right_ainvoke"]
    cell = f"import threading\n{getsource(_ask)}\nasked = threading.Thread(target=_ask)\n"
    cell += "asked.start(); asked.join(); print('asked')"

    async def work() -> tuple[list[dict[str, Any]], Verdict]:
        async with sandboxes(Limits(), unsafe=False) as sandbox, sandbox.submission() as code:
            for given_one in given(answer.notebook, answer.task.id):
                await code.run(given_one)
            shown = await code.run(cell)
            await code.run(answer.path.read_text("utf-8"))
            return shown, await code.verdict(answer.task, SEED)

    provider.use_offline()
    shown, found = referee.get().submit(work()).result()
    assert shown[-1].get("text") == "asked\n"
    assert found.passed, found.headline


def test_a_loop_and_a_client_of_its_own_are_right(loop: asyncio.Runner) -> None:
    assert verdict(loop, "chat/right_run_with_its_own_client").passed


def test_the_advice_leads_to_chat_completions(loop: asyncio.Runner) -> None:
    (advice,) = verdict(loop, "first-await/wrong_responses_api").advice
    assert "speaks chat completions" in advice
