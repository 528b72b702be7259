"""The ten claims of exercise 04: a FastAPI that changes what is true turns this red."""

import ast
import threading

import pytest

from autograder.checks import tasks
from autograder.claims import CLAIMS, Finding, findings
from autograder.notebooks import mark, read
from autograder.project import root

KEY = {
    "A `def` endpoint runs in a worker thread, not on the event loop": True,
    "An `async def` endpoint without any `await` runs in a worker thread": False,
    "A plain function called inside an `async def` endpoint is moved to a worker thread": False,
    "A `def` dependency of an `async def` endpoint runs in a worker thread": True,
    "A background task written with `def` runs on the event loop": False,
    "While an `async def` endpoint is in a blocking call, the loop serves other requests": False,
    "While a `def` endpoint is in a blocking call, an `async def` health check answers": True,
    "The 41st blocked `def` call waits until one of the 40 before it ends": True,
    "The 41st `async def` request waits while 40 others await their model": False,
    "`await asyncio.to_thread(f)` in an `async def` endpoint leaves the loop to others": True,
}


@pytest.fixture(scope="module")
def found() -> dict[str, Finding]:
    return findings()


def test_there_is_a_key_for_each_claim() -> None:
    assert list(CLAIMS) == list(KEY)


@pytest.mark.parametrize("claim", KEY)
def test_a_run_decides(claim: str, found: dict[str, Finding]) -> None:
    assert found[claim].holds is KEY[claim], found[claim].seen


def test_the_runs_leave_no_thread_behind() -> None:
    findings.cache_clear()
    before = threading.enumerate()
    findings()
    for thread in threading.enumerate():
        if thread not in before:
            thread.join(10)  # a worker ends soon after its loop
            assert not thread.is_alive()


def test_the_solution_answers_each_claim() -> None:
    name = "04_rule_3_when_in_doubt"
    cells = read(root() / "solutions" / name / f"{name}.ipynb").cells
    (source,) = [cell.source for cell in cells if mark(cell).get("grade_id") == "claims"]
    (given,) = [node for node in ast.parse(source).body if isinstance(node, ast.Assign)]
    assert ast.literal_eval(given.value) == KEY
    assert tasks()["claims"].answer == "answers"
