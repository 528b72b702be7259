"""What lessons import beside the clients: how calls are counted, and a check that is shown."""

import asyncio
from pathlib import Path

import pytest

from autograder import checks, lesson
from autograder.checks.e01_async_await import PROGRAM, printed_by
from autograder.ledger import Recording, most_at_once, record, recording
from autograder.verdict import CheckFailed


@pytest.fixture
def run() -> Recording:
    with recording() as run:
        record("model", 1, "arrived")
        record("model", 2, "arrived")
        record("service", 1, "arrived")
        record("model", 1, "closed")
        record("model", 2, "broke")
        record("model", 3, "arrived")
        record("model", 3, "replied")
    return run


def test_calls_that_end_in_any_way_are_over(run: Recording) -> None:
    assert most_at_once(run) == 2
    assert most_at_once(run, "service") == 1
    assert most_at_once(run, "loop") == 0


def test_a_call_that_began_before_the_recording_takes_nothing_off() -> None:
    with recording() as run:
        record("model", 1, "closed")
        record("model", 2, "arrived")
        record("model", 3, "arrived")
    assert most_at_once(run) == 2


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("autograder.project.root", lambda: tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return tmp_path / ".course" / "progress" / "predict-order.json"


def test_a_check_in_a_lesson_is_nobodys_progress(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = printed_by(PROGRAM)
    asyncio.run(lesson.check("predict-order", right))
    with pytest.raises(CheckFailed):
        asyncio.run(lesson.check("predict-order", right[::-1], seed=7))
    said = capsys.readouterr().out
    assert said.startswith("passed  predict-order") and "with seed 7" in said
    assert not kept.exists()
    asyncio.run(checks.check("predict-order", right))
    assert kept.read_text("utf-8") == '{"passed": true}\n'
