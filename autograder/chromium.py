"""The system's Chromium, driven by Playwright: for the README's pictures and the browser test."""

import importlib.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from autograder.project import BadInput

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox, because CI runs as root; and nothing that asks the network on its own account.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def missing() -> str | None:
    """What is not there to drive a browser, in one sentence, or None when all is."""
    if importlib.util.find_spec("playwright") is None:
        return "Playwright is not installed: `./course test` adds it."
    if _program() is None:
        return f"There is no Chromium: none of {', '.join(_NAMES)} is on the PATH."
    return None


@contextmanager
def browser() -> Iterator["Browser"]:
    """A headless browser. Raises `BadInput` where none can be had."""
    if problem := missing():
        raise BadInput(problem)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_program(), args=_ARGUMENTS)
        try:
            yield started
        finally:
            started.close()


def _program() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)
