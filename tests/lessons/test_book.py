"""The book in Chromium: every page, in both themes, on a phone, by keyboard, for everybody.

What the windows showed is kept as pictures in _screenshots/.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode

from autograder import chromium
from autograder.book import write
from lessons.conftest import LESSONS

if problem := chromium.missing():
    pytest.skip(problem, allow_module_level=True)
if find_spec("axe_playwright_python") is None:
    pytest.skip("axe is not installed: `./course test` adds it.", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

NAMES = [path.stem for path in sorted(LESSONS.glob("*.ipynb"))]
PAGES = ["index", *NAMES]
SURFACE = {"light": "rgb(255, 255, 255)", "dark": "rgb(26, 29, 33)"}
SCREENSHOTS = LESSONS.parent / "_screenshots"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Visit = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="module")
def site(executed: Callable[[str], NotebookNode], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    write(folder, {name: executed(name) for name in NAMES})
    return folder


@pytest.fixture(scope="module")
def visit(site: Path) -> Iterator[Visit]:
    """Opens a page; one that complains, or asks anybody but its own folder, fails the test."""
    with chromium.browser() as browser:
        yield partial(_visit, site, browser)


@contextmanager
def _visit(site: Path, browser: Browser, name: str, width: int = 1440, theme: Any = None):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.as_uri()}/{name}.html")
    yield page
    page.close()
    assert said == []
    assert [url for url in asked if not url.startswith((site.as_uri(), "data:"))] == []


def _open_all(page: Page) -> None:
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def _violations(page: Page) -> str:
    # Without `preload` it reads the style sheet, and not by a request, which a file refuses.
    options = {"runOnly": RULES, "resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, options=options)
    return found.generate_report() if found.violations_count else ""


def _parsed(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / f"{name}.html").read_text("utf-8"), "html.parser")


@pytest.mark.parametrize("name", PAGES)
def test_no_link_is_broken_and_no_id_is_double(site: Path, name: str) -> None:
    page = _parsed(site, name)
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))
    inside = page.select("[href], [src]")
    targets = [one.get("href") or one["src"] for one in inside]
    assert targets
    for target in targets:
        if target.startswith("https://"):
            continue
        file, _, fragment = target.partition("#")
        there = site / file if file else site / f"{name}.html"
        assert there.is_file(), target
        assert not fragment or _parsed(site, there.stem).find(id=fragment), target


def test_previous_and_next_lead_through_all_lessons(site: Path) -> None:
    first = [one["href"] for one in _parsed(site, "index").select(".cards a")]
    assert first == [f"{name}.html" for name in NAMES]
    forwards = [_parsed(site, name).select_one("a[rel=next]") for name in NAMES]
    assert [one and one["href"] for one in forwards] == [*first[1:], None]
    back = [_parsed(site, name).select_one("a[rel=prev]") for name in NAMES]
    assert [one and one["href"] for one in back] == [None, *first[:-1]]


@pytest.mark.parametrize("theme", SURFACE)
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_the_page(visit: Visit, name: str, theme: str) -> None:
    with visit(name, theme=theme) as page:
        _open_all(page)
        assert _violations(page) == ""


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_on_a_phone(visit: Visit, name: str) -> None:
    with visit(name, width=400) as page:
        _open_all(page)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 400


@pytest.mark.parametrize("theme", SURFACE)
def test_the_look_is_kept_as_pictures(visit: Visit, theme: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    for name, width in [("index", 1440), ("index", 400), (NAMES[1], 1440), (NAMES[1], 400)]:
        with visit(name, width=width, theme=theme) as page:
            page.screenshot(path=SCREENSHOTS / f"book-{name}-{width}-{theme}.png")
            expect(page.locator("body")).to_have_css("background-color", SURFACE[theme])


@pytest.mark.parametrize("width", [1440, 400])
def test_search_by_keyboard(visit: Visit, width: int) -> None:
    with visit(NAMES[5], width=width) as page:
        page.keyboard.press("/")
        page.keyboard.type("nest_asyncio patches")
        expect(page.locator(".hits li").first).to_contain_text("01 · async and await")
        expect(page.get_by_role("status").first).to_have_text("1 section")
        page.keyboard.press("ArrowDown")
        expect(page.locator(".hits a").first).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/01_async_await.html#what-about-nest-asyncio")
        expect(page.locator("#what-about-nest-asyncio")).to_be_in_viewport()
        page.get_by_role("button", name="Search").click()
        page.keyboard.type("no such word anywhere")
        expect(page.locator(".found")).to_have_text("Nothing found")
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_be_hidden()


def test_an_open_search_is_for_everybody_too(visit: Visit) -> None:
    with visit("index") as page:
        page.get_by_role("button", name="Search").click()
        page.keyboard.type("loop")
        expect(page.locator(".hits li").first).to_be_visible()
        assert _violations(page) == ""


def test_the_theme_is_the_systems_until_it_is_chosen(visit: Visit) -> None:
    with visit("index", theme="dark") as page:
        switch = page.get_by_role("button", name="Dark theme")
        expect(switch).to_have_attribute("aria-pressed", "true")
        switch.click()
        expect(switch).to_have_attribute("aria-pressed", "false")
        expect(page.locator("body")).to_have_css("background-color", SURFACE["light"])
        page.locator(".cards a").first.click()
        expect(page.locator("body")).to_have_css("background-color", SURFACE["light"])


def test_the_list_of_lessons_on_a_phone(visit: Visit) -> None:
    with visit("index", width=400) as page:
        lessons = page.get_by_role("navigation", name="Lessons")
        expect(lessons).to_be_hidden()
        page.get_by_role("button", name="Lessons").click()
        lessons.get_by_role("link", name="The decision tree").click()
        expect(page.locator("h1")).to_have_text("06 · The decision tree")


@pytest.mark.parametrize("name", NAMES[1:])
def test_what_is_asked_is_not_given_away(visit: Visit, name: str) -> None:
    with visit(name) as page:
        asked = page.locator("details.outputs").first
        expect(asked.locator(".printed, .cc-run").first).to_be_hidden()
        asked.locator("summary").first.click()
        expect(asked.locator(".printed, .cc-run").first).to_be_visible()
