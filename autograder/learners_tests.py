"""Tests that a learner wrote in a notebook, run by pytest as the learner would run them.

source = cell_of(globals())          # the cell that defines `test_…` functions
findings = await tried(source)       # what became of them, see `autograder.trial`
"""

import asyncio
import inspect
import json
import linecache
import os
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from time import sleep  # bound now: an answer may replace it in its module
from types import FunctionType
from typing import Any

import psutil

from autograder import evidence
from autograder.evidence import Key, Thread, Witness

# Each test ends by proof; this is for one that pytest runs where nobody can watch it, a
# plain `def` say. So many seconds it may compute, or wait, or both; a busy machine counts for
# nothing. No right answer comes near it.
LIMIT = 40.0

_LOOK = 0.05  # seconds between looks at it

_elsewhere: ContextVar[Callable[[str], Awaitable[list[dict[str, Any]]]] | None] = ContextVar(
    "elsewhere", default=None
)

# The learner's own settings and plugins would change what is found.
_IGNORED = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "COURSE_MODEL_URL", "COURSE_ARCHIVE_URL")


def cell_of(names: dict[str, Any]) -> str:
    """The source of the cell that defines the tests among `names`, "" where there is none.

    Of several cells it is the one that was run last: what was renamed is still defined.
    """
    files = {test.__code__.co_filename for test in _tests(names)}
    cells = ["".join(linecache.getlines(file)) for file in files]
    run = [cell.strip() for cell in names.get("In", [])]
    return max(cells, key=lambda cell: _last(run, cell.strip()), default="")


def _tests(names: dict[str, Any]) -> Iterator[FunctionType]:
    for name, found in list(names.items()):
        if name.startswith("test") and inspect.isfunction(found):
            yield found
        elif name.startswith("Test") and inspect.isclass(found):
            yield from _tests(dict(vars(found)))


def _last(run: list[str], cell: str) -> int:
    return max((number for number, source in enumerate(run) if source == cell), default=-1)


async def tried(source: str) -> list[dict[str, Any]]:
    """Run the tests in `source` on every app of `stream_variants`; the findings in order.

    `{"kind": "hung"}` ends them where a test did not end by itself. Raises `RuntimeError`
    when pytest cannot start.
    """
    elsewhere = _elsewhere.get()
    return await (elsewhere(source) if elsewhere else asyncio.to_thread(run, source))


@contextmanager
def running_them(elsewhere: Callable[[str], Awaitable[list[dict[str, Any]]]]) -> Iterator[None]:
    """Within the block, `tried` leaves the tests to `elsewhere`, a sandbox say."""
    before = _elsewhere.set(elsewhere)
    try:
        yield
    finally:
        _elsewhere.reset(before)


def run(source: str) -> list[dict[str, Any]]:
    """What `tried` gives, of tests that run in a process of this machine's."""
    with tempfile.TemporaryDirectory() as folder:
        names = ("test_stream.py", "findings.jsonl", "said.txt")
        file, findings, said = (Path(folder, name) for name in names)
        file.write_text(source, "utf-8")
        findings.touch()
        command = [
            *(sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", folder),
            *("-p", "no:cacheprovider", "-p", "anyio.pytest_plugin", "-p", "autograder.trial"),
            "--tb=native",  # nobody reads it, and pytest's own style may fail on a deep stack
            *("--trial", str(findings), str(file)),
        ]
        with said.open("wb") as output:
            pytest = subprocess.Popen(
                command, cwd=folder, env=_environment(), stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip
        _wait(pytest, findings)
        found = [json.loads(line) for line in findings.read_text("utf-8").splitlines()]
        if not found:
            raise RuntimeError(f"pytest did not start: {said.read_text('utf-8', 'replace')}")
    # Pytest says 0 to 5; whatever else ended the process, a test did it.
    return found if pytest.returncode in range(6) else [*found, {"kind": "hung"}]


def _wait(pytest: subprocess.Popen[bytes], findings: Path) -> None:
    """Wait until pytest has ended; end it, and all that it has started, where it hangs.

    That is told by what it has computed and rested since its latest finding, not by how long
    that took: to be starved by others is neither.
    """
    size, began, rested = 0, 0.0, 0.0  # since the latest finding
    before: dict[Key, Thread] = {}
    while pytest.poll() is None and rested + _computed(pytest.pid) - began < LIMIT:
        sleep(_LOOK)
        now = _threads(pytest.pid)
        if findings.stat().st_size != size:
            size, began, rested = findings.stat().st_size, _computed(pytest.pid), 0.0
        else:
            rested += _rest(before, now)
        before = now
    if pytest.poll() is None:
        for pid in evidence.family(pytest.pid):
            with suppress(psutil.NoSuchProcess):
                psutil.Process(pid).kill()
    pytest.wait()


def _threads(pid: int) -> dict[Key, Thread]:
    with closing(Witness({pid}, frozenset())) as witness:
        return witness.threads()


def _rest(before: dict[Key, Thread], now: dict[Key, Thread]) -> float:
    """The seconds between two looks in which no thread has run, or waited for a processor."""
    if any(thread.runnable for thread in now.values()):
        return 0.0
    new = Thread(False, 0, 0)
    worked = sum(
        thread.ran + thread.waited - before.get(key, new).ran - before.get(key, new).waited
        for key, thread in now.items()
    )
    return max(0.0, _LOOK - worked / 1e9)


def _computed(pid: int) -> float:
    """Seconds of processor time that a process and all it has started have used, ended or not.

    As they would be on the machine that limits are set on.
    """
    used = 0.0
    for one in evidence.family(pid):
        with suppress(psutil.NoSuchProcess):
            times = psutil.Process(one).cpu_times()
            used += times.user + times.system + times.children_user + times.children_system
    return used / evidence.slowness()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _IGNORED}
    return kept | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
