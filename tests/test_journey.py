"""A learner's way: from lesson to lesson and exercise, by hints, and on from a pass."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, Course, write_notebook
from nbformat.v4 import new_markdown_cell

from autograder import card, progress, start
from autograder.checks import e01_async_await, tasks, verdict
from autograder.notebooks import mark, notebooks, read

LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
EXERCISES = notebooks("exercises")


def _name(path: Path) -> str:
    return path.stem


# -- links -----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(1, len(LESSONS)))
def test_a_lesson_ends_with_the_ways_on_back_and_to_its_exercise(number: int) -> None:
    lesson = LESSONS[number]
    linked = _linked(lesson, -1)
    assert LESSONS[number - 1] in linked
    assert ROOT / "exercises" / lesson.stem / lesson.name in linked
    following = LESSONS[number + 1] if number + 1 < len(LESSONS) else LESSONS[0]
    assert following in linked


@pytest.mark.parametrize("number", range(len(EXERCISES)))
def test_an_exercise_leads_to_its_lesson_and_ends_with_the_way_on(number: int) -> None:
    exercise = EXERCISES[number]
    lessons = [lesson for lesson in LESSONS if lesson.stem == exercise.stem]
    assert _linked(exercise, 0) == lessons
    following = LESSONS[LESSONS.index(*lessons) + 1 :][:1] or lessons
    assert _linked(exercise, -1) == [*following, LESSONS[0]]


def _linked(path: Path, cell: int) -> list[Path]:
    """The notebooks that a cell of a notebook links to."""
    targets = re.findall(r"\]\(([^):]+\.ipynb)\)", read(path).cells[cell].source)
    return [(path.parent / target).resolve() for target in targets]


# -- hints and what comes after a pass -------------------------------------------------------


@pytest.mark.parametrize("path", EXERCISES, ids=_name)
def test_hints_are_closed_and_open_one_by_one(path: Path) -> None:
    cells = read(path).cells
    checks = [index for index, cell in enumerate(cells) if mark(cell).get("grade")]
    for index in checks:
        hints = BeautifulSoup(cells[index + 1].source, "html.parser")
        opened = hints.find_all("details", recursive=False)
        assert len(opened) >= 2
        assert hints.find_all("details") == opened, "a hint in a hint"
        for hint in opened:
            assert "open" not in hint.attrs
            assert hint.find().name == "summary"
            assert hint.summary.get_text().strip()
            assert hint.get_text().replace(hint.summary.get_text(), "").strip()
        assert not "".join(hints.find_all(string=True, recursive=False)).strip(), "no hint is bare"


def test_each_task_has_a_question_of_its_own() -> None:
    questions = [task.further for task in tasks().values()]
    assert len(set(questions)) == len(questions) == 45
    assert [one for one in questions if not 80 < len(one) < 260 or one[-1] not in "?."] == []


def test_what_to_try_next_is_for_those_who_passed() -> None:
    right = e01_async_await.printed_by(e01_async_await.PROGRAM)
    question = tasks()["predict-order"].further
    for answer, passes in (right, True), (right[::-1], False):
        found = asyncio.run(verdict("predict-order", answer))
        assert found.passed is passes
        for shown in card.text(found), card.html(found):
            assert ("Go further:" in shown) is passes
        assert (question in " ".join(card.text(found).split())) is passes


# -- the start page --------------------------------------------------------------------------


@pytest.fixture
def page(course: Course) -> Callable[[], BeautifulSoup]:
    """The start page of a course of two lessons, one of which has an exercise."""
    course.run("build")
    for name, title in ("00_first", "00 · First & <last>"), ("01_sample", "01 · Sample"):
        cell = new_markdown_cell(f"# {title}\n\n*7 minutes, no key*")
        write_notebook(course.root / "notebooks" / f"{name}.ipynb", [cell])
    return lambda: BeautifulSoup(start.html(list(start.lessons())), "html.parser")


def test_titles_and_minutes_come_from_the_notebooks(page: Callable[[], BeautifulSoup]) -> None:
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page().select("tr")]
    assert rows == [
        ["Lesson", "Minutes", "Exercise", "Passed"],
        ["00 · First & <last>", "7", "", " "],
        ["01 · Sample", "7", "Exercise 01 · solution", "○○ 0 of 2"],
    ]


def test_the_page_follows_progress(page: Callable[[], BeautifulSoup]) -> None:
    assert page().caption.get_text() == "0 of 2 tasks passed. Go on with 01 · Sample."
    progress.record("double", True)
    progress.record("triple", False)
    assert "●○ 1 of 2" in page().get_text()
    assert page().select_one("tr.cc-next th").get_text() == "01 · Sample"
    progress.record("triple", True)
    assert page().caption.get_text() == "2 of 2 tasks passed. You are through."
    assert page().select("tr.cc-next") == []


def test_links_are_as_the_notebook_that_shows_them_needs_them(
    page: Callable[[], BeautifulSoup], course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.root / "notebooks")
    assert [link["href"] for link in page().select("a")] == [
        "00_first.ipynb",
        "01_sample.ipynb",
        "../exercises/01_sample/01_sample.ipynb",
        "../solutions/01_sample/01_sample.ipynb",
    ]


def test_without_a_notebook_the_page_is_text(
    page: Callable[[], BeautifulSoup], capsys: pytest.CaptureFixture[str]
) -> None:
    progress.record("double", True)
    start.start_page()
    assert capsys.readouterr() == (
        "00 · First & <last>  7 minutes\n"
        "01 · Sample          7 minutes  1 of 2 tasks passed\n"
        "\n"
        "1 of 2 tasks passed. Go on with 01 · Sample.\n",
        "",
    )


def test_a_lesson_that_cannot_be_read_is_named_and_the_others_are_shown(
    page: Callable[[], BeautifulSoup], course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course.root / "notebooks"
    write_notebook(folder / "02_bare.ipynb", [new_markdown_cell("# 02 · Bare")])
    write_notebook(folder / "03_empty.ipynb", [])
    (folder / "04_merged.ipynb").write_text("<<<<<<< ours", encoding="utf-8")
    assert len(page().select("tbody tr")) == 2
    bare, empty, merged = capsys.readouterr().out.splitlines()
    assert bare == "02_bare does not begin with its title and its minutes."
    assert empty == "03_empty does not begin with its title and its minutes."
    assert "04_merged.ipynb does not parse" in merged


def test_what_a_learner_puts_beside_the_lessons_is_none(
    page: Callable[[], BeautifulSoup], course: Course
) -> None:
    for name in "01_sample-Copy1", "my notes":
        write_notebook(course.root / "notebooks" / f"{name}.ipynb", [new_markdown_cell("# Mine")])
    assert len(page().select("tbody tr")) == 2
