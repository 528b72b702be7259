"""The learner's own tests: which cell they are taken from, and what pytest makes of them."""

import asyncio
import linecache
from typing import Any

import pytest

from autograder import learners_tests
from autograder.learners_tests import cell_of, tried

OLD = "async def test_old(http):\n    pass\n"
NEW = "async def test_new(http):\n    pass\n"


def run(cell: str, names: dict[str, Any]) -> None:
    """Run a cell as IPython does."""
    filename = f"<cell {hash(cell)}>"
    linecache.cache[filename] = (len(cell), None, cell.splitlines(keepends=True), filename)
    names.setdefault("In", [""]).append(cell)
    exec(compile(cell, filename, "exec"), names)


@pytest.mark.parametrize("cells", [[OLD, NEW], [NEW, OLD, NEW], [NEW, OLD, "x = 1", NEW]])
def test_the_cell_that_was_run_last_counts(cells: list[str]) -> None:
    names: dict[str, Any] = {}
    for cell in cells:
        run(cell, names)
    assert {"test_old", "test_new"} <= set(names)
    assert cell_of(names) == NEW


def test_methods_of_a_class_are_tests_too() -> None:
    names: dict[str, Any] = {}
    run("class TestStream:\n    async def test_it(self, http):\n        pass\n", names)
    assert cell_of(names).startswith("class TestStream")


def test_no_test_no_cell() -> None:
    names: dict[str, Any] = {}
    run("tested = 1\n\n\ndef helper_test():\n    pass\n", names)
    assert cell_of(names) == ""


def test_a_test_that_cannot_be_stopped_ends_the_trial() -> None:
    stubborn = (
        "async def test_stubborn(http):\n"
        "    while True:\n"
        "        try:\n"
        "            while True:\n"
        "                pass\n"
        "        except BaseException:\n"
        "            pass\n"
    )
    *_, began, last = asyncio.run(tried(stubborn))
    assert began["kind"] == "began" and began["test"] == "test_stubborn"
    assert last == {"kind": "hung"}


@pytest.mark.parametrize(
    "work",
    {
        "computes": "while True:\n        pass",
        "waits": "time.sleep(10**6)",
        "looks again and again": "while True:\n        time.sleep(0.01)",
        "waits for a child": "subprocess.run(['sleep', '1000000'])",
        "starts children": "while True:\n        subprocess.run(['true'])",
    }.items(),
    ids=lambda item: item[0],
)
def test_a_plain_def_that_never_ends_is_ended(
    work: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learners_tests, "LIMIT", 4.0)
    *_, began, last = asyncio.run(
        tried(f"import subprocess, time\n\ndef test_it():\n    {work[1]}\n")
    )
    assert began == {"kind": "began", "test": "test_it", "number": None}
    assert last == {"kind": "hung"}


def test_a_plain_def_may_compute_and_wait_for_some_time() -> None:
    patient = "import time\n\ndef test_it():\n    time.sleep(1)\n    sum(range(10**7))\n"
    assert asyncio.run(tried(patient))[-1]["kind"] == "missed"
