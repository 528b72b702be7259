"""Lesson 06: what it says about forms and mixtures is what its runs show."""

import pytest

from lessons.outputs import printed, shown, together

NAME = "06_decision_tree"


@pytest.fixture(scope="module")
def lesson(executed):
    return executed(NAME)


def test_the_notes_tree_gives_a_mixture_one_half_of_what_it_needs(lesson) -> None:
    assert printed(lesson, "notes-tree") == "the notes say: async def, every call awaited\n"


def test_computing_in_async_def_holds_the_loop(lesson) -> None:
    assert together(lesson, "breaks-run") == [1]
    assert "embed(body.data)" in shown(lesson, "breaks-run")


def test_in_threads_three_vectors_are_made_at_once(lesson) -> None:
    assert together(lesson, "works-run") == [3, 3]
    assert "embed(" not in shown(lesson, "works-run")


def test_a_def_endpoint_keeps_its_thread_while_the_model_thinks(lesson) -> None:
    works, ship = together(lesson, "crowd-run")
    assert works <= 40 < ship


def test_the_notes_differ_where_facts_are_mixed(lesson) -> None:
    told = printed(lesson, "code-run").splitlines()
    assert len(told) == 8
    for line in told:
        assert ("<- not so the notes" in line) == (", then ask" in line)
        assert ("and a thread for the rest" in line) == (", then ask" in line)


def test_the_widget_is_there(lesson) -> None:
    [output] = next(cell for cell in lesson.cells if cell.id == "widget").outputs
    assert "application/vnd.jupyter.widget-view+json" in output.data
    assert output.data["text/plain"].startswith("DecisionTree(")


def test_what_is_awaited_may_hold_the_loop_all_the_same(lesson) -> None:
    assert together(lesson, "bends-run") == [1]
    assert "llm.invoke(text)" in shown(lesson, "bends-run")
