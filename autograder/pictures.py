"""`course pictures`: the README's pictures, made from real runs in both of a page's themes.

They are a failing card, a passing card and a timeline, all from answers of the bank. Their
seed is fixed, so only the measured times differ from one making to the next. What the book
cannot draw by itself, the diagrams of the lessons, is drawn too.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder import card, offline_model, project, provider
from autograder.answers import load
from autograder.asgi import client
from autograder.bank import Submission, submissions
from autograder.book import diagrams
from autograder.chromium import browser
from autograder.judge import judge
from autograder.ledger import recording
from autograder.timeline import draw

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_FOLDER = Path(".github") / "pictures"
_WIDTH = 856  # of the page: a card and its margins
_SEED = 7
_QUESTIONS = ("Hello!", "What is the capital of France?", "Who are you?")


def main() -> int:
    """Make the pictures anew, and say where they are."""
    provider.use_offline()
    with asyncio.Runner() as runner:
        pages = {
            "card-failed": runner.run(_card("chat", "wrong_sleep")),
            "card-passed": runner.run(_card("chat", "right_async")),
            "timeline": runner.run(_timeline("stream-chat", "right_sdk")),
        }
    folder = project.root() / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with browser() as chromium:
        for name, html in pages.items():
            for theme in "light", "dark":
                path = folder / f"{name}-{theme}.png"
                _photograph(chromium, html, theme, path)
                print(project.shown(path))
        for path in diagrams.draw(chromium):
            print(project.shown(path))
    return 0


async def _card(task: str, name: str) -> str:
    answer, subject = _answer(task, name)
    await judge(answer.task, subject, _SEED)  # the first request of all is slow
    return card.html(await judge(answer.task, subject, _SEED))


async def _timeline(task: str, name: str) -> str:
    """Three people ask at the same moment, and read their replies as they are made."""
    _, app = _answer(task, name)
    async with client(app) as http:
        await http.post(f"/{task}", json={"message": "the first request of all is slow"})
        with offline_model.get().pace(latency=0.3, tokens_per_second=20), recording() as run:
            async with asyncio.TaskGroup() as group:
                for question in _QUESTIONS:
                    group.create_task(http.post(f"/{task}", json={"message": question}))
    return draw(run.events, "Three users, one event loop").html


def _answer(task: str, name: str) -> tuple[Submission, Any]:
    """An answer of the bank, and what it hands to the check when it stands in a cell."""
    found = next(one for one in submissions([task]) if one.path.stem == name)
    _, _, source = found.path.read_text("utf-8").partition("\n\n")  # without what the bank notes
    return found, load(found.notebook, task, source, "cell [3]")[found.task.answer]


def _photograph(chromium: "Browser", html: str, theme: Any, path: Path) -> None:
    page = chromium.new_page(viewport={"width": _WIDTH, "height": 600}, color_scheme=theme)
    page.set_content(f'<!doctype html><meta name="color-scheme" content="light dark">{html}')
    page.locator(".cc-card, .cc-run").screenshot(path=path, omit_background=True)
    page.close()
