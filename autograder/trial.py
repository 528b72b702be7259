"""A pytest plugin that tries tests of a stream on every app of `stream_variants`.

    python -m pytest -p autograder.trial --trial findings.jsonl test_stream.py

The apps that are right come first; a test that does not pass on one ends the trial. A
broken app that one test has caught is left in peace by the others. Each finding is a line
of JSON, written as soon as it is known, with its kind:

started      pytest has begun
unreadable   the file cannot be imported {type, message, line, code}
began        a test begins {test, number}: the app's number, or null for a test without one
failed       it fails on a right app {test, ran, skipped, type, message, line, code}
caught       it fails on a broken one {number}
missed       no test has failed on a broken one {number, fault}
"""

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from autograder.asgi import ASGIApp
from autograder.explain import raised_at
from autograder.stream_variants import VARIANTS
from autograder.testing import Hung

pytest_plugins = ["autograder.testing"]

_FAULTS = {number: variant.fault for number, variant in enumerate(VARIANTS) if variant.fault}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--trial", type=Path, required=True, help="where to write the findings")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_Trial(config.getoption("--trial")))


@pytest.fixture(params=range(len(VARIANTS)))
def app(request: pytest.FixtureRequest) -> ASGIApp:
    """One app after the other."""
    return VARIANTS[request.param].app()


class _Trial:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._caught: set[int | None] = set()
        self._write("started")

    def _write(self, kind: str, **finding: Any) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            print(json.dumps({"kind": kind, **finding}), file=file)

    def pytest_exception_interact(
        self, node: pytest.Collector | pytest.Item, call: pytest.CallInfo[Any]
    ) -> None:
        if isinstance(node, pytest.Collector) and call.excinfo is not None:
            error = call.excinfo.value
            self._write("unreadable", **_told(error.__cause__ or error))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        # A test without an app comes first: its number is None.
        items.sort(key=lambda item: -1 if (number := _number(item)) is None else number)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        return True if _number(item) in self._caught else None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Function, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        number, test = _number(item), item.originalname
        if call.when == "setup":
            self._write("began", test=test, number=number)
        if number in _FAULTS and report.failed:
            self._caught.add(number)
            self._write("caught", number=number)
        elif number not in _FAULTS and call.excinfo is not None:
            how = {"ran": call.when != "setup", "skipped": report.skipped}
            self._write("failed", test=test, **how, **_told(call.excinfo.value))
            item.session.shouldstop = "a test does not pass on an app that is right"
        return report

    def pytest_sessionfinish(self) -> None:
        for number, fault in _FAULTS.items():
            if number not in self._caught:
                self._write("missed", number=number, fault=fault)


def _number(item: pytest.Item) -> int | None:
    callspec = getattr(item, "callspec", None)
    return callspec.params.get("app") if callspec else None


def _told(error: BaseException) -> dict[str, Any]:
    """What a finding says of an error: its type, its words and the learner's line."""
    raised = raised_at(error)
    place, message = raised.place, raised.message
    if isinstance(error, Hung):
        place, message = error.place, error.what
    elif isinstance(error, pytest.FixtureLookupError):
        message = f"there is no fixture `{error.argname}`"
    return {
        "type": raised.type,
        "message": message,
        "line": place.line if place else getattr(error, "lineno", None),
        "code": place.code if place else "",
    }
