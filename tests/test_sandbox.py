"""A sandbox in the hands of the trusted process: whatever is in it, it comes to an end."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from nbformat.v4 import new_code_cell

from autograder import checks, provider, referee
from autograder.classroom import submissions
from autograder.classroom.grading import _Work
from autograder.classroom.sandbox.limits import Limits
from autograder.classroom.sandbox.outside import Ended, sandboxes
from autograder.judge import Task
from autograder.verdict import Verdict

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("bwrap"), reason="needs bubblewrap"),
]

STOPPED = """
import os, signal

async def ask(question):
    os.kill(os.getpid(), signal.SIGSTOP)
"""

SILENT = """
from autograder import serve

async def _answer(*_):
    await __import__("asyncio").Event().wait()

serve._Control._answer = _answer

async def ask(question):
    return "nothing"
"""


@pytest.mark.parametrize("answer", [STOPPED, SILENT], ids=["stopped", "silent"])
def test_an_answer_that_says_nothing_any_more_is_ended(answer: str) -> None:
    """No proof can be had of a process that is stopped, so a limit ends it: see `Limits.time`."""

    async def work() -> str:
        async with (
            sandboxes(Limits(time=3.0), unsafe=False) as sandbox,
            sandbox.submission() as code,
        ):
            await code.run(answer)
            with pytest.raises(Ended) as ended:
                await code.verdict(checks.tasks()["first-await"], seed=1)
            return str(ended.value)

    provider.use_offline()
    assert referee.get().submit(work()).result() == "it used more than 3 seconds"


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (["open('helper.py', 'w').write('x = 7')", "import helper\nprint(helper.x)"], "7"),
        (["import socket\nprint(socket.gethostbyname('localhost'))"], "127.0.0.1"),
    ],
    ids=["imports what it has written", "knows localhost"],
)
def test_a_cell_works_as_in_a_kernel(cells: list[str], shown: str) -> None:
    async def work() -> list[dict[str, Any]]:
        async with (
            sandboxes(Limits(), unsafe=False) as sandbox,
            sandbox.submission() as code,
        ):
            return [await code.run(cell) for cell in cells][-1]

    provider.use_offline()
    outputs = referee.get().submit(work()).result()
    assert outputs == [{"output_type": "stream", "name": "stdout", "text": f"{shown}\n"}]


def test_a_cell_that_ends_its_process_when_it_is_run_again_costs_no_later_task() -> None:
    released = submissions.released("01_async_await")
    released.cells.insert(0, new_code_cell("first"))
    ended = 0

    class Code:
        async def run(self, source: str) -> list[dict[str, Any]]:
            nonlocal ended
            if source == "first" and ended == 1:
                ended = 2
                raise Ended("it came to nothing")
            return []

        async def verdict(self, task: Task, seed: int) -> Verdict:
            nonlocal ended
            if ended == 0:
                ended = 1
                raise Ended("it crashed")
            return Verdict(task.id, True, "fine")

    class Processes:
        @asynccontextmanager
        async def submission(self) -> AsyncIterator[Code]:
            yield Code()

    done = asyncio.run(_Work(released, Processes()).done())  # type: ignore[arg-type]
    passed = {task: made["passed"] for task, made in done["verdicts"].items()}
    assert passed == {"first-await": False, "two-at-once": True, "predict-order": True}
