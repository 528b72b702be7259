"""A learner's path in a real browser: a lesson, an exercise, its cards, and nbgrader's button.

What the windows showed is kept as pictures in _screenshots/.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import solved

from autograder import chromium
from autograder.notebooks import mark, read

if problem := chromium.missing():
    pytest.skip(problem, allow_module_level=True)

from lab import Lab, serving
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LESSON = "notebooks/00_start_here.ipynb"
EXERCISE = "exercises/01_async_await/01_async_await.ipynb"
BLOCKING = """\
import time


async def ask_both(first: str, second: str) -> list[str]:
    time.sleep(60)
    return [first, second]
"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """The course as it was cloned, served by `course lab`."""
    root = tmp_path_factory.mktemp("lab")
    with serving(root) as address, chromium.browser() as browser:
        yield Lab(root, address, browser)


def test_lesson_00_runs_to_its_end(lab: Lab) -> None:
    with lab.open(LESSON) as lesson:
        lesson.photograph("lesson-00-opened")
        lesson.run_to_the_end()
        lesson.photograph("lesson-00-done")
        meant = [cell.id for cell in read(lab.root / LESSON).cells if _fails_on_purpose(cell)]
        lesson.save()
        assert lesson.with_output("error") == meant
        assert lesson.with_output("stderr") == []


def test_an_untouched_exercise_says_not_yet(lab: Lab) -> None:
    with lab.open(EXERCISE) as exercise:
        exercise.run_to_the_end()
        checks = list(_checks(exercise.path))
        for check in checks:
            expect(exercise.card(check)).to_contain_text("Not yet")
        exercise.save()
        assert exercise.with_output("error") == checks
        assert exercise.with_output("stderr") == []
        outcome = exercise.validate()
        exercise.photograph("validate-untouched")
        expect(outcome).to_contain_text("The following cell failed")
        expect(outcome).to_contain_text("CheckFailed: `ask(…)` returns nothing")


def test_an_answer_gets_its_card(lab: Lab) -> None:
    with lab.open(EXERCISE) as exercise:
        exercise.run("setup")
        exercise.write("two-at-once", BLOCKING)
        exercise.run("two-at-once")
        exercise.run("two-at-once-check")
        card = exercise.card("two-at-once-check")
        expect(card).to_contain_text("Not yet")
        expect(card.locator(".cc-headline")).to_have_text(
            "Line 5: time.sleep(60) held the event loop while others waited"
        )
        expect(card.locator(".cc-file")).to_have_text(re.compile(r"^cell \[\d+\]\s*$"))
        expect(card.get_by_role("img", name="event loop: held")).to_be_visible()
        card.scroll_into_view_if_needed()
        for theme in "Dark", "Light":
            exercise.choose_theme(theme)
            exercise.photograph(f"card-not-yet-{theme.lower()}")

        exercise.write("two-at-once", solved(Path(EXERCISE).stem)["two-at-once"])
        exercise.run("two-at-once")
        exercise.run("two-at-once-check")
        expect(card).to_have_class(re.compile("cc-passed"))
        expect(card).to_contain_text("Passed")
        expect(card).to_contain_text("Go further: write ask_all(questions)")
        kept = lab.root / ".course" / "progress" / "two-at-once.json"
        assert json.loads(kept.read_text()) == {"passed": True}
        card.scroll_into_view_if_needed()
        exercise.photograph("card-passed")
        exercise.save()
        assert exercise.with_output("error") == []


def test_hints_open_one_by_one(lab: Lab) -> None:
    with lab.open(EXERCISE) as exercise:
        hints = exercise.cell("two-at-once-hints").locator("details")
        expect(hints).to_have_count(3)
        for number in range(3):
            expect(hints.nth(number)).not_to_have_attribute("open", "")
        hints.nth(0).locator("summary").click()
        expect(hints.nth(0).locator("p")).to_be_visible()
        for number in 1, 2:
            expect(hints.nth(number).locator("p")).to_be_hidden()


def test_the_launcher_leads_to_the_start_page_and_that_to_an_exercise(lab: Lab) -> None:
    with lab.open("notebooks/03_rule_2_blocking_libraries.ipynb") as lesson:
        lesson.page.keyboard.press("ControlOrMeta+Shift+L")
        card = lesson.page.locator(".jp-LauncherCard", has_text="Start page")
        expect(card.locator("img")).to_be_visible()
        authors = lesson.page.locator(".jp-SideBar [title*='Create Assignment']")
        expect(authors).to_have_count(0)
        assert card.locator("img").evaluate("image => image.decode().then(() => image.width)") > 0
        lesson.photograph("launcher")
        card.click()
        heading = lesson.page.get_by_role("heading", name="00 · Start here")
        expect(heading).to_be_visible()
    kept = lab.root / ".course" / "progress"
    kept.mkdir(parents=True, exist_ok=True)
    for task in "first-await", "two-at-once", "predict-order":
        (kept / f"{task}.json").write_text('{"passed": true}')
    with lab.open(LESSON) as lesson:
        lesson.run("start")
        page = lesson.cell("start").locator(".cc-start")
        expect(page.locator("tr", has_text="Exercise 01")).to_contain_text("3 of 3")
        expect(page.locator("tr.cc-next th")).to_have_text(
            "02 · Rule 1: libraries that can be awaited"
        )
        for theme in "Dark", "Light":
            lesson.choose_theme(theme)
            page.scroll_into_view_if_needed()
            lesson.photograph(f"start-page-{theme.lower()}")
        lesson.page.set_viewport_size({"width": 900, "height": 900})
        lesson.photograph("start-page-900")
        assert page.evaluate("table => table.scrollWidth <= table.clientWidth")
        page.get_by_role("link", name="Exercise 02").click()
        heading = lesson.page.get_by_role("heading", name="Exercise 02")
        expect(heading).to_be_visible()


def test_a_solved_exercise_validates(lab: Lab) -> None:
    with lab.open(EXERCISE) as exercise:
        for task, source in solved(Path(EXERCISE).stem).items():
            exercise.write(task, source)
        exercise.run_to_the_end()
        for check in _checks(exercise.path):
            expect(exercise.card(check)).to_contain_text("Passed")
        exercise.save()
        assert exercise.with_output("error") == []
        assert exercise.with_output("stderr") == []
        outcome = exercise.validate()
        exercise.photograph("validate-solved")
        expect(outcome).to_contain_text("Success! Your notebook passes all the tests.")


def _fails_on_purpose(cell) -> bool:
    return "raises-exception" in cell.metadata.get("tags", [])


def _checks(path: Path) -> Iterator[str]:
    """The ids of a notebook's check cells."""
    return (cell.id for cell in read(path).cells if mark(cell).get("grade"))
