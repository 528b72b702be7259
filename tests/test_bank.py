"""Every answer of the bank gets its verdict, in this process and behind a real uvicorn."""

import asyncio
import shutil

import pytest

from autograder import card, provider, referee
from autograder.answers import given
from autograder.bank import SEED, Submission, submissions
from autograder.checks import tasks
from autograder.classroom.sandbox.limits import Limits
from autograder.classroom.sandbox.outside import sandboxes
from autograder.judge import conduct, judge, unanswered
from autograder.process import servers
from autograder.subject import NotAnAnswer
from autograder.verdict import Verdict

BANK = submissions()
# Checks that keep a pause, or run tests, have their answers in the whole run only, and so do
# single answers that pause, or that are let go on until it is certain that they have no end.
LONG = {"bug-sleep", "capstone-tests", "hang-up", "two-sources", "partial-failure/right_with_retry"}
LONG |= {"embed/wrong_never_ends", "rag-pipeline/wrong_searches_for_ever"}
IN_PROCESS = [
    pytest.param(one, marks=[pytest.mark.slow] if LONG & {one.task.id, str(one)} else [])
    for one in BANK
]
# These write to the file of orders. In a sandbox it is read-only, so they fail by that.
WRITERS = {f"orders/wrong_{name}" for name in ("journal_mode", "journal_mode_kept", "script")}


@pytest.fixture(scope="module")
def loop():
    """One loop for all answers, as in a kernel: LangChain caches clients, and they keep theirs."""
    provider.use_offline()
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def uvicorns():
    """Serves an answer behind uvicorn and judges it."""
    provider.use_offline()
    judges = referee.get()
    answers = servers()
    started = judges.submit(answers.__aenter__()).result()

    def judged(submission: Submission) -> Verdict:
        async def work() -> Verdict:
            place = (submission.notebook, submission.task.id, submission.path)
            try:
                async with started.serving(*place) as host:
                    return await conduct(submission.task, host, SEED)
            except NotAnAnswer as problem:
                return unanswered(submission.task, problem, SEED)

        return judges.submit(work()).result()

    yield judged
    judges.submit(answers.__aexit__(None, None, None)).result()


@pytest.mark.parametrize("submission", IN_PROCESS, ids=str)
def test_verdict_in_process(submission: Submission, loop: asyncio.Runner, capfd) -> None:
    async def work() -> Verdict:
        with submission.subject() as subject:
            return await judge(submission.task, subject, SEED)

    expect(submission, loop.run(work()))
    assert capfd.readouterr().err == ""


@pytest.mark.slow
@pytest.mark.parametrize("submission", BANK, ids=str)
def test_verdict_behind_uvicorn(submission: Submission, uvicorns) -> None:
    expect(submission, uvicorns(submission))


@pytest.fixture(scope="module")
def sandboxed():
    """Runs an answer in a sandbox, as `course grade` does, and judges it from outside."""
    provider.use_offline()
    judges = referee.get()
    opened = sandboxes(Limits(), unsafe=False)
    sandbox = judges.submit(opened.__aenter__()).result()

    def judged(submission: Submission) -> Verdict:
        async def work() -> Verdict:
            async with sandbox.submission() as code:
                for cell in given(submission.notebook, submission.task.id):
                    await code.run(cell)
                await code.run(submission.path.read_text("utf-8"))
                return await code.verdict(submission.task, SEED)

        return judges.submit(work()).result()

    yield judged
    judges.submit(opened.__aexit__(None, None, None)).result()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bwrap"), reason="needs bubblewrap")
@pytest.mark.parametrize("submission", BANK, ids=str)
def test_verdict_in_a_sandbox(submission: Submission, sandboxed) -> None:
    verdict = sandboxed(submission)
    if str(submission) in WRITERS:
        assert not verdict.passed
        assert verdict.reason in ("crash", "injection")
    else:
        expect(submission, verdict)


@pytest.mark.parametrize("task_id", tasks())
def test_bank_is_complete(task_id: str) -> None:
    answers = [one for one in BANK if one.task.id == task_id]
    assert sum(one.right for one in answers) >= 4
    assert sum(not one.right for one in answers) >= 6


def expect(submission: Submission, verdict: Verdict) -> None:
    said = f"{verdict.reason}: {verdict.headline}"
    if submission.right:
        assert verdict.passed, said
        return
    assert not verdict.passed
    assert said == f"{submission.reason}: {submission.says}"
    assert len(card.first_line(verdict)) < 90
