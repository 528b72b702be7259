"""What a check knows of its exercise's given cells is what stands there."""

import pytest

from autograder.answers import load
from autograder.checks import e01_async_await, e02_rule_1_async_libraries, e05_langchain_langgraph
from autograder.notebooks import read
from autograder.project import root


def given(exercise: str, task_id: str) -> dict:
    return load(root() / "solutions" / exercise / f"{exercise}.ipynb", task_id, "", "<empty>")


def test_the_program_to_predict_is_shown() -> None:
    path = root() / "solutions/01_async_await/01_async_await.ipynb"
    assert any(e01_async_await.PROGRAM in cell.source for cell in read(path).cells)


def test_the_agent_says_its_role() -> None:
    agent_role = given("02_rule_1_async_libraries", "agent")["ROLE"]
    assert agent_role == ("system", e02_rule_1_async_libraries.ROLE)


@pytest.mark.parametrize("text", ["fine", "a {brace}"])
def test_the_labeller_is_the_one_that_is_given(text: str) -> None:
    labeller = given("05_langchain_langgraph", "classify")["labeller"]
    (message,) = labeller.format_messages(text=text)
    assert message.content == e05_langchain_langgraph.LABELLER.format(text=text)
