"""`course pictures`: the README's pictures, made from real runs in both of a page's themes.

They are a part of a lesson, and a failing and a passing card, from answers of the bank. Their seed
is fixed, so only the measured times differ from one making to the next. What the book cannot draw
by itself, the diagrams of the lessons, is drawn too.
"""

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert import HTMLExporter
from nbformat import NotebookNode

from autograder import card, kernel, project, provider
from autograder.answers import load
from autograder.bank import Submission, submissions
from autograder.book import diagrams
from autograder.chromium import browser
from autograder.judge import judge
from autograder.notebooks import read

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_FOLDER = Path(".github") / "pictures"
_WIDTH = 856  # of the page: a card and its margins
_SEED = 7
_LESSON = "02_rule_1_async_libraries"
_PART = ("predict-blocks", "blocks-run")  # from a question to the run that answers it


def main() -> int:
    """Make the pictures anew, and say where they are."""
    provider.use_offline()
    with asyncio.Runner() as runner:
        pages = {
            "card-failed": runner.run(_card("chat", "wrong_sleep")),
            "card-passed": runner.run(_card("chat", "right_async")),
        }
    lesson = _lesson()
    folder = project.root() / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with browser() as chromium:
        for theme in "light", "dark":
            for name, html in (pages | {"lesson": _as_in_jupyterlab(lesson, theme)}).items():
                path = folder / f"{name}-{theme}.png"
                _photograph(chromium, html, theme, path)
                print(project.shown(path))
        for path in diagrams.draw(chromium):
            print(project.shown(path))
    return 0


def _lesson() -> NotebookNode:
    """A part of a lesson, run as a learner does: from its top, in a kernel of its own."""
    path = project.root() / "notebooks" / f"{_LESSON}.ipynb"
    notebook = read(path)
    begin, end = ([cell.id for cell in notebook.cells].index(part) for part in _PART)
    notebook.cells = notebook.cells[: end + 1]
    kernel.run(notebook, path, os.environ | {"COURSE_PROVIDER": "offline"})
    notebook.cells = notebook.cells[begin:]
    return notebook


def _as_in_jupyterlab(notebook: NotebookNode, theme: str) -> str:
    html, _ = HTMLExporter(template_name="lab", theme=theme).from_notebook_node(notebook)
    return html


async def _card(task: str, name: str) -> str:
    answer, subject = _answer(task, name)
    await judge(answer.task, subject, _SEED)  # the first request of all is slow
    return card.html(await judge(answer.task, subject, _SEED))


def _answer(task: str, name: str) -> tuple[Submission, Any]:
    """An answer of the bank, and what it hands to the check when it stands in a cell."""
    found = next(one for one in submissions([task]) if one.path.stem == name)
    _, _, source = found.path.read_text("utf-8").partition("\n\n")  # without what the bank notes
    return found, load(found.notebook, task, source, "cell [3]")[found.task.answer]


def _photograph(chromium: "Browser", html: str, theme: Any, path: Path) -> None:
    page = chromium.new_page(viewport={"width": _WIDTH, "height": 600}, color_scheme=theme)
    page.route("**/*", lambda route: route.abort())  # nbconvert's pages ask for MathJax and more
    if not html.startswith("<!DOCTYPE"):
        html = f'<!doctype html><meta name="color-scheme" content="light dark">{html}'
    page.set_content(html)
    page.locator("main, .cc-card").screenshot(path=path, omit_background=True)
    page.close()
