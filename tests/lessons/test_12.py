"""Lesson 12: what it says about tests, servers and crowds is what its runs show."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.outputs import printed, shown

NAME = "12_capstone"


@pytest.fixture(scope="module")
def lesson(executed):
    return executed(NAME)


def results(told: str) -> dict[str, str]:
    """What became of each test in pytest's summary, by the test's name."""
    lines = [line.split() for line in told.splitlines() if line.startswith(("PASSED", "FAILED"))]
    return {name.rpartition("::")[2].partition("[")[0]: result for result, name, *_ in lines}


def test_one_request_shows_no_difference(lesson) -> None:
    blocks, awaits = printed(lesson, "one-request").splitlines()
    assert blocks.split()[1:] == awaits.split()[1:]


def test_three_users_show_who_blocks(lesson) -> None:
    blocks, awaits = [
        line for line in shown(lesson, "three-users").splitlines() if "at once: " in line
    ]
    assert blocks == "/blocks [200, 200, 200] at once: 1"
    assert awaits == "/awaits [200, 200, 200] at once: 3"
    assert "sync_client.chat.completions.create(" in shown(lesson, "three-users")


def test_two_of_four_tests_pass_without_having_run(lesson) -> None:
    told = printed(lesson, "four-tests")
    assert results(told) == {
        "test_plain": "PASSED",
        "test_method": "PASSED",
        "test_without_marker": "FAILED",
        "test_with_marker": "FAILED",
    }
    ran = [line for line in told.splitlines() if "assert 1 == 2" in line]
    assert len(ran) == 1 and "test_with_marker" in ran[0]
    assert "not natively supported" in told


def test_the_forgotten_await_fails_a_test_only_with_both_warnings_as_errors(
    lesson, tmp_path: Path
) -> None:
    source = next(cell.source for cell in lesson.cells if cell.id == "four-tests")
    (tmp_path / "test_four.py").write_text(source.split('"""')[1])
    advice = next(cell.source for cell in lesson.cells if cell.id == "answer-run")
    one, *more = re.findall(r"-W error[\w:.]*", advice)
    assert "RuntimeWarning" in one and len(more) == 2
    assert outcomes(tmp_path, one) == {"test_plain": "PASSED", "test_method": "PASSED"}
    assert outcomes(tmp_path, one, more[0]) == {"test_plain": "FAILED", "test_method": "FAILED"}
    assert outcomes(tmp_path, more[1]) == {"test_plain": "FAILED", "test_method": "FAILED"}


def outcomes(folder: Path, *options: str) -> dict[str, str]:
    """What becomes of the tests that forget to await, with these options of pytest's."""
    ended = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-rA", "--tb=no", "--color=no", "-c", os.devnull),
            *("-p", "no:cacheprovider", "-p", "anyio.pytest_plugin", "-k", "plain or method"),
            *(word for option in options for word in option.split()),
            "test_four.py",
        ],
        cwd=folder, env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    return results(ended.stdout)


def test_a_mock_accepts_the_wrong_await(lesson) -> None:
    mocked, real = printed(lesson, "mock").splitlines()
    assert mocked.endswith("passed")
    assert "TypeError" in real and "await" in real


def test_the_tests_of_the_app_pass(lesson) -> None:
    assert results(printed(lesson, "write-tests")) == {
        "test_it_ends_with_done": "PASSED",
        "test_each_word_comes_before_the_next": "PASSED",
    }


def test_they_notice_one_of_two_faults(lesson) -> None:
    collected, silent = printed(lesson, "break-it").split("silent:")
    assert results(collected) == {
        "test_it_ends_with_done": "PASSED",
        "test_each_word_comes_before_the_next": "FAILED",
    }
    assert "anext(coming)" in collected and "never comes" in collected
    assert set(results(silent).values()) == {"PASSED"}


def test_twenty_users_are_in_one_process_at_once(lesson) -> None:
    assert printed(lesson, "uvicorn").startswith("200 ")
    counted, statuses = printed(lesson, "load").splitlines()
    assert counted == "16 calls at the model at the same time"
    assert statuses == "{200: 20}"
    assert "20 requests, 16 model calls" in shown(lesson, "load")
    assert printed(lesson, "stop") == "True\n"


def test_a_test_client_runs_the_lifespan_in_a_with_block_only(lesson) -> None:
    without, inside = printed(lesson, "testclient").splitlines()
    assert "no attribute 'greeting'" in without
    assert inside.endswith("{'greeting': 'hello'}")
