"""What `course grade` says at its end: who met which trouble, and what a class misunderstands."""

from bs4 import BeautifulSoup

from autograder.classroom import report

RIGHT = {"passed": True, "reason": "", "says": ""}
HELD = {"passed": False, "reason": "loop-held", "says": "…"}
EMPTY = {"passed": False, "reason": "not-awaited<b>", "says": "…"}
CLASS = [{"ask": RIGHT, "both": HELD}, {"ask": HELD, "both": HELD}, {"ask": RIGHT, "both": EMPTY}]


def test_the_table_counts_passes_and_the_most_frequent_diagnoses() -> None:
    _, first, second = report.text("01_async_await", CLASS).strip().splitlines()
    assert first.split() == ["ask", "2", "of", "3", "█" * 13, "loop-held", "1"]
    assert second.split() == ["both", "0", "of", "3", "loop-held", "2,", "not-awaited<b>", "1"]


def test_the_page_has_a_bar_for_each_task_and_no_script() -> None:
    page = BeautifulSoup(report.page("01_async_await", CLASS), "html.parser")
    bars = [(bar["value"], bar["max"]) for bar in page.find_all("progress")]
    assert bars == [("2", "3"), ("0", "3")]
    assert [code.text for code in page.select("td code")] == [
        "loop-held", "loop-held", "not-awaited<b>",
    ]  # fmt: skip
    assert not page.find_all(["script", "b", "link", "img"])


def test_a_line_for_each_kind_of_trouble() -> None:
    why = {f"student-{number}": "it is not JSON" for number in range(7)}
    why["student-8"] = "it is no file"
    why["student-9"] = "nbgrader could not grade it:\n[ERROR] this and that"
    assert report.troubles("NOT GRADED", why) == [
        "7 NOT GRADED: it is not JSON "
        "(student-0; student-1; student-2; student-3; student-4; and 2 more)",
        "1 NOT GRADED: it is no file (student-8)",
        "1 NOT GRADED: nbgrader could not grade it: (student-9)",
        "[ERROR] this and that",
    ]


def test_no_trouble_is_no_line() -> None:
    assert report.troubles("NOT GRADED", {}) == []
