"""`course book` on a small course: what it runs, what it makes of it, and what stops it."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import Course, write_notebook
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.book import diagrams

TITLE = "# 00 · A lesson\n\n**The rule:** one thing.\n\n*5 minutes, no key*\n\n"
MORE = (
    "## Two & two\n\n[back](#Two-&-two), [again](00_first.ipynb#Two-&-two), "
    "[exercise](../exercises/01_sample/01_sample.ipynb), [far](https://example.org/)\n\n"
    "| a | b |\n|---|---|\n| 1 | [task](../exercises/01_sample/01_sample.ipynb) |\n\n"
    "### Predict\n\nWhat is it?"
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kernels")]


def _lesson(course: Course, *code: str) -> Path:
    path = course.root / "notebooks" / "00_first.ipynb"
    cells = [new_markdown_cell(TITLE + MORE), *map(new_code_cell, code)]
    write_notebook(path, cells)
    return path


def test_a_lesson_becomes_a_page(course: Course) -> None:
    path = _lesson(course, "print(2 + 2, '<b>')", "import os; print(os.listdir())", "1 / 4")
    before = path.read_bytes()
    said = course.run("book")
    assert (said.status, said.err) == (0, "")
    assert said.out.endswith("The book is in _book: open _book/index.html in a browser.\n")
    assert path.read_bytes() == before
    start = BeautifulSoup((course.root / "_book/index.html").read_text("utf-8"), "html.parser")
    card = start.select_one(".cards li").get_text(" ", strip=True)
    assert card == "00 5 minutes 00 · A lesson One thing."
    page = BeautifulSoup((course.root / "_book/00_first.html").read_text("utf-8"), "html.parser")
    printed = [one.get_text().strip() for one in page.select(".outputs pre")]
    assert printed == ["4 <b>", "['00_first.ipynb']", "0.25"]
    assert [one.name for one in page.select(".outputs")] == ["details", "div", "div"]
    assert [one["href"] for one in page.select("article p a")] == [
        "#two-two",
        "00_first.html#two-two",
        "https://example.org/",
    ]
    assert "exercise (exercises/01_sample/01_sample.ipynb)" in page.article.get_text()
    assert [one.get_text() for one in page.select("article td")] == ["1", "task"]
    assert [one["id"] for one in page.select("article h2, article h3")] == ["two-two", "predict"]
    assert page.select_one(".contents a")["href"] == "#two-two"


def test_a_run_is_nobodys_progress(course: Course) -> None:
    """Neither the learner's is shown, nor is what the lesson does added to it."""
    kept = course.root / ".course" / "progress" / "double.json"
    kept.parent.mkdir(parents=True)
    kept.write_text('{"passed": true}')
    look = "from pathlib import Path; print(Path('../.course').exists())"
    _lesson(course, look, "Path('../.course').mkdir(); Path('../.course/new').touch()")
    assert course.run("book").status == 0
    assert "False" in (course.root / "_book/00_first.html").read_text("utf-8")
    assert [path.name for path in (course.root / ".course").iterdir()] == ["progress"]


def test_a_lesson_that_fails_leaves_the_book_as_it_was(course: Course) -> None:
    _lesson(course, "print('first')")
    assert course.run("book").status == 0
    before = (course.root / "_book/00_first.html").read_text("utf-8")
    _lesson(course, "print('second')", "{}['gone']")
    said = course.run("book")
    assert said.status == 2
    why = "notebooks/00_first.ipynb does not run to its end: KeyError: 'gone'"
    assert said.err == f"course: {why}\n"
    assert (course.root / "_book/00_first.html").read_text("utf-8") == before


def test_a_lesson_without_its_beginning_is_named(course: Course) -> None:
    write_notebook(course.root / "notebooks" / "00_first.ipynb", [new_markdown_cell("# 00 · Bare")])
    said = course.run("book")
    assert said.status == 2
    assert "00_first does not begin with its title, its rule and its minutes" in said.err


def test_every_diagram_of_the_lessons_is_drawn() -> None:
    assert diagrams.sources()
    drawn = {diagrams.path_of(source) for source in diagrams.sources()}
    assert set(diagrams.FOLDER.glob("*.svg")) == drawn, "`course pictures` draws them anew"


def test_a_new_diagram_asks_to_be_drawn(course: Course) -> None:
    path = course.root / "notebooks" / "00_first.ipynb"
    write_notebook(path, [new_markdown_cell(TITLE + "```mermaid\nflowchart LR\n    a --> b\n```")])
    said = course.run("book")
    assert said.status == 2
    assert "`course pictures` draws it" in said.err
