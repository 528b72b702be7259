"""`course pictures`: the README's pictures, made from real runs in both of a page's themes.

They are a failing card, a passing card and a timeline; all three come from answers of the
bank. Seeds are fixed, so only the measured times differ from one making to the next.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from autograder import card, offline_model, project, provider
from autograder.asgi import client
from autograder.bank import Submission, submissions
from autograder.chromium import browser
from autograder.judge import judge
from autograder.ledger import recording
from autograder.timeline import draw

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_FOLDER = Path(".github") / "pictures"
_WIDTH = 872  # of the page; a card with its margins
_SEED = 7
_QUESTIONS = ("What is an event loop?", "What is a coroutine?", "What does await do?")


def main() -> int:
    """Make the pictures anew, and say where they are."""
    provider.use_offline()
    with asyncio.Runner() as runner:
        pages = {
            "card-not-yet": runner.run(_card(_answer("chat", "wrong_sync_client"))),
            "card-passed": runner.run(_card(_answer("chat", "right_async"))),
            "timeline": runner.run(_timeline(_answer("stream-chat", "right_sdk"))),
        }
    with browser() as chromium:
        for name, html in pages.items():
            for theme in "light", "dark":
                path = project.root() / _FOLDER / f"{name}-{theme}.png"
                _photograph(chromium, html, theme, path)
                print(project.shown(path))
    return 0


def _answer(task: str, name: str) -> Submission:
    return next(one for one in submissions([task]) if one.path.stem == name)


async def _card(answer: Submission) -> str:
    return card.html(await judge(answer.task, answer.subject(), _SEED))


async def _timeline(answer: Submission) -> str:
    """Three people ask at the same moment, and read their replies as they are made."""
    app = answer.subject()
    with offline_model.get().pace(latency=0.3, tokens_per_second=30), recording() as run:
        async with client(app) as http, asyncio.TaskGroup() as group:
            for question in _QUESTIONS:
                group.create_task(http.post("/stream-chat", json={"message": question}))
    return draw(run.events, "Three users, one event loop").html


def _photograph(chromium: "Browser", html: str, theme: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    page = chromium.new_page(viewport={"width": _WIDTH, "height": 600}, color_scheme=theme)
    page.set_content(f'<!doctype html><meta name="color-scheme" content="light dark">{html}')
    page.locator(".cc-card, .cc-run").screenshot(path=path, omit_background=True)
    page.close()
