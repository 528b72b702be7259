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
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import FunctionType
from typing import Any

# Each test ends by proof; this is for one that pytest runs where nobody can watch it, a
# plain `def` say. No right answer comes near it.
LIMIT = 60.0

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
        file, findings = Path(folder, "test_stream.py"), Path(folder, "findings.jsonl")
        file.write_text(source, "utf-8")
        command = [
            *(sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", folder),
            *("-p", "no:cacheprovider", "-p", "anyio.pytest_plugin", "-p", "autograder.trial"),
            *("--trial", str(findings), str(file)),
        ]
        try:
            ended = subprocess.run(
                command, cwd=folder, env=_environment(), timeout=LIMIT, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            hung = True
        else:
            # Pytest says 0 to 5; whatever else ended the process, a test did it.
            hung = ended.returncode not in range(6)
            if not findings.exists():
                raise RuntimeError(f"pytest did not start: {ended.stdout}")
        found = [json.loads(line) for line in findings.read_text("utf-8").splitlines()]
    return [*found, {"kind": "hung"}] if hung else found


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _IGNORED}
    return kept | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
