"""What an instructor sees of a class in formgrader, in a real browser, and what students get back.

What the windows showed is kept as pictures in _screenshots/.
"""

import re
import shutil
from collections.abc import Iterator

import pytest
from classes import GRADES, NAME, Class, made_up
from conftest import ROOT, answer, solved
from nbformat import read as read_notebook
from nbformat import write
from nbformat.v4 import new_code_cell

from autograder import chromium

if problem := chromium.missing():
    pytest.skip(problem, allow_module_level=True)

from lab import SCREENSHOTS, SECONDS, served
from playwright.sync_api import Page, expect

pytestmark = [*GRADES, pytest.mark.browser]

RIGHT = solved(NAME)
BLOCKING = """\
import time


async def ask_both(first: str, second: str) -> list[str]:
    time.sleep(60)
    return [first, second]
"""
HELD = "time.sleep(60) held the event loop while others waited"
CRASHING = """\
from IPython.display import HTML, display

display(HTML("<script>window.HARMED = true</script>"))
print("<img src=x onerror='window.HARMED = true'>", flush=True)
import os

os._exit(1)
"""
COMMENT = "A thread would do here, too."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """Five submissions, each of another kind, after `course grade`."""
    made = made_up(tmp_path_factory.mktemp("formgrader"), students=0)
    released = made.root / "exercises" / NAME / f"{NAME}.ipynb"
    for student in ("right", "wrong", "crashing", "stub", "unreadable"):
        made.submitted(student).parent.mkdir(parents=True)
        shutil.copy(released, made.submitted(student))
    answer(made.submitted("right"), **RIGHT)
    answer(made.submitted("wrong"), **{"two-at-once": BLOCKING})
    crashing = read_notebook(made.submitted("crashing"), as_version=4)
    crashing.cells.insert(0, new_code_cell(CRASHING))
    write(crashing, made.submitted("crashing"))
    made.submitted("unreadable").write_text("{ this is no notebook")
    graded = made.course("grade", "01")
    assert graded.returncode == 0, graded.stdout + graded.stderr
    return made


@pytest.fixture(scope="module")
def formgrader(made: Class) -> Iterator["Formgrader"]:
    with served(made.root) as address, chromium.browser() as browser:
        home = address.partition("/lab?")[0]
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(SECONDS * 1000)
        # What the pages ask others for, such as MathJax, is not to be waited for.
        page.route(lambda url: not url.startswith((home, "file:")), lambda route: route.abort())
        page.goto(address)  # lets the browser in; formgrader's own pages do not
        yield Formgrader(page, f"{home}/formgrader")


class Formgrader:
    """Its pages, by the paths that nbgrader gives them."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self._home = home

    def submissions(self) -> None:
        self._open(f"manage_submissions/{NAME}")

    def submission(self, student: str) -> None:
        """Open what a student has handed in, as their graders see it."""
        self._open(f"manage_students/{student}/{NAME}")
        self.page.locator(".name a").click()
        for field in "two-at-once-check", "two-at-once-comment":  # what is there before is deaf
            place = self.page.locator(f"#{field}")
            expect(place).to_have_attribute("placeholder", re.compile("."))

    def photograph(self, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"formgrader-{name}.png")

    def write(self, field: str, text: str, kind: str) -> None:
        """Write into a field and leave it, and wait until the gradebook has what it says."""
        with self.page.expect_response(
            lambda reply: f"/api/{kind}/" in reply.url and reply.request.method == "PUT"
        ) as saved:
            self.page.locator(f"#{field}").fill(text)
            self.page.locator(f"#{field}").blur()
        assert saved.value.ok

    def _open(self, path: str) -> None:
        self.page.goto(f"{self._home}/{path}")


def test_the_class_is_there_with_its_points(formgrader: Formgrader) -> None:
    formgrader.submissions()
    points = {"right": "5 / 5", "wrong": "0 / 5", "crashing": "0 / 5", "stub": "0 / 5"}
    for student, score in {**points, "unreadable": "0 / 5"}.items():
        row = formgrader.page.locator("tr", has=formgrader.page.get_by_text(student, exact=True))
        expect(row.locator(".status")).to_have_text("graded")
        expect(row.locator(".score")).to_have_text(score)
    formgrader.photograph("submissions")


def test_a_grader_sees_why(formgrader: Formgrader) -> None:
    formgrader.submission("right")
    expect(formgrader.page.locator(".cc-passed")).to_have_count(3)
    formgrader.submission("stub")
    expect(formgrader.page.locator(".cc-card", has_text="returns nothing").first).to_be_visible()
    formgrader.submission("unreadable")
    expect(formgrader.page.get_by_text("This submission could not be read")).to_be_visible()
    formgrader.submission("crashing")
    expect(formgrader.page.get_by_text("its code ended the process").first).to_be_visible()
    assert formgrader.page.evaluate("window.HARMED") is None
    formgrader.photograph("crashing")


def test_points_and_a_comment_reach_the_student_and_stay(
    made: Class, formgrader: Formgrader
) -> None:
    formgrader.submission("wrong")
    card = formgrader.page.locator(".cc-card", has_text=HELD)
    expect(card).to_contain_text("Not yet")
    expect(card.get_by_role("img", name="event loop: held")).to_be_visible()
    formgrader.write("two-at-once-check", "0.5", "grade")
    formgrader.write("two-at-once-comment", COMMENT, "comment")
    card.scroll_into_view_if_needed()
    formgrader.photograph("commented")

    formgrader.submissions()
    row = formgrader.page.locator("tr", has=formgrader.page.get_by_text("wrong", exact=True))
    row.locator(".generate-feedback a").click()
    expect(formgrader.page.locator("#success-modal")).to_contain_text("generated feedback")
    formgrader.page.goto(made.feedback("wrong").as_uri())
    card = formgrader.page.locator(".cc-card", has_text=HELD)
    expect(card.get_by_role("img", name="event loop: held")).to_be_visible()
    expect(formgrader.page.get_by_text(COMMENT)).to_be_visible()
    card.scroll_into_view_if_needed()
    formgrader.photograph("feedback")
    _shows_no_check(formgrader.page.content())

    answer(made.submitted("wrong"), **{"first-await": RIGHT["first-await"]})
    graded = made.course("grade", "01")
    assert graded.returncode == 0, graded.stdout + graded.stderr
    formgrader.submission("wrong")
    expect(formgrader.page.locator(".cc-passed")).to_have_count(1)
    expect(formgrader.page.locator("#two-at-once-check")).to_have_value("0.5")
    expect(formgrader.page.locator("#two-at-once-comment")).to_have_value(COMMENT)


def test_no_page_of_feedback_runs_what_a_student_has_written(
    made: Class, formgrader: Formgrader
) -> None:
    made.nbgrader("generate_feedback", NAME)
    for student in ("right", "wrong", "crashing", "stub", "unreadable"):
        formgrader.page.goto(made.feedback(student).as_uri())
        expect(formgrader.page.locator(".cc-card").first).to_be_visible()
        assert formgrader.page.evaluate("window.HARMED") is None
        _shows_no_check(formgrader.page.content())


def _shows_no_check(html: str) -> None:
    source = (ROOT / "autograder" / "checks" / "e01_async_await.py").read_text("utf-8")
    functions = [line for line in source.splitlines() if line.startswith(("def ", "async def "))]
    assert functions
    assert not [line for line in functions if line in html]
