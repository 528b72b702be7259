"""What learners find in an answer cell: a stub, or the code that they are to start from."""

import nbformat
import pytest
from conftest import Course, answer

PLAIN = """\
def double(number):
    ### BEGIN SOLUTION
    return number * 2
    ### END SOLUTION
"""
START = """\
def double(number):
    ### BEGIN SOLUTION
    return number * 2
    ### LEARNERS START FROM
    # # One of these is wrong.
    # if number:
    #     return number
    #
    # return 0
    ### END SOLUTION
"""


@pytest.mark.parametrize(
    ("solution", "released"),
    [
        (PLAIN, "def double(number):\n    # YOUR CODE HERE\n    pass\n"),
        (
            START,
            "def double(number):\n"
            "    # One of these is wrong.\n"
            "    if number:\n"
            "        return number\n"
            "    \n"
            "    return 0\n",
        ),
    ],
    ids=["a stub", "code to start from"],
)
def test_what_is_released(course: Course, solution: str, released: str) -> None:
    answer(course.notebook("solutions"), double=solution)
    assert course.run("build").status == 0
    cells = nbformat.read(course.notebook("exercises"), as_version=4).cells
    [source] = [cell.source for cell in cells if cell.id == "double-answer"]
    assert source == released.rstrip("\n")  # as ruff leaves the end of a cell
    exec(compile(source, "the stub defines cleanly", "exec"), {})


def test_a_solution_is_never_released(course: Course) -> None:
    answer(course.notebook("solutions"), double=START)
    course.run("build")
    assert "number * 2" not in course.notebook("exercises").read_text("utf-8")
