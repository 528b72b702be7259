"""`course build`: exercises come from solutions, the same bytes each time, answers are kept."""

from collections.abc import Callable

import nbformat
import pytest
from conftest import Course, answer, task, write_notebook
from nbformat import NotebookNode

from autograder.classroom.lint import faults


def test_what_is_built_is_what_check_wants(course: Course) -> None:
    missing = course.run("build", "--check")
    assert missing.status == 1
    assert "01_sample.ipynb is not what" in missing.out
    assert not course.notebook("exercises").exists()

    before = {path.name for path in course.root.iterdir()}
    assert course.run("build").status == 0
    built = course.notebook("exercises").read_bytes()
    assert {path.name for path in course.root.iterdir()} - before == {"exercises"}
    assert b"YOUR CODE HERE" in built
    assert b"number *" not in built

    course.notebook("exercises").unlink()
    course.run("build")
    assert course.notebook("exercises").read_bytes() == built
    assert course.run("build", "--check").status == 0


def test_answers_are_never_overwritten(course: Course) -> None:
    course.run("build")
    answer(course.notebook("exercises"), double="def double(number):\n    return 2 * number")
    mine = course.notebook("exercises").read_bytes()
    refused = course.run("build")
    assert refused.status == 1
    assert "holds answers, which are kept" in refused.out
    assert course.notebook("exercises").read_bytes() == mine


def test_an_exercise_without_a_solution_is_reported(course: Course) -> None:
    course.run("build")
    write_notebook(course.notebook("exercises", "02_gone"), task("left", 2))
    found = course.run("build", "--check")
    assert found.status == 1
    assert "02_gone comes from no solution" in found.out


def test_a_solution_nbgrader_refuses_is_bad_input(course: Course) -> None:
    path = course.notebook("solutions")
    answer(path, double="def double(number):\n    ### BEGIN SOLUTION\n    return 2 * number")
    refused = course.run("build")
    assert refused.status == 2
    assert "nbgrader cannot make 01_sample" in refused.err
    assert not course.notebook("exercises").exists()


def _drop(index: int) -> Callable[[list[NotebookNode]], object]:
    return lambda cells: cells.pop(index)


def _set(index: int, **values: object) -> Callable[[list[NotebookNode]], object]:
    return lambda cells: cells[index].metadata.nbgrader.update(values)


SPOILT = {
    "double: a markdown cell above": _drop(0),
    "no answer cell with this grade_id": _drop(1),
    "no check cell double-check": _drop(2),
    "must hold the hints": _drop(3),
    "must not be locked": _set(1, locked=True),
    "must be locked": _set(2, locked=False),
    "1, 2 or 3 points": _set(2, points=5),
    'grade_id must be "double-check"': _set(2, grade_id="double"),
    'must call check("double"': lambda cells: cells[2].update(source="check('other', double)"),
    "triple: a markdown cell above": _drop(4),
    "right above its check cell": lambda cells: cells.insert(1, cells.pop(0)),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_fault_in_a_solution_is_named(fault: str, tmp_path) -> None:
    cells = [*task("double", 2), *task("triple", 3)]
    path = tmp_path / "01_sample.ipynb"
    write_notebook(path, cells)
    assert faults(path) == []
    SPOILT[fault](cells)
    write_notebook(path, cells)
    assert any(fault in found for found in faults(path)), faults(path)


def test_the_exercises_are_what_is_built() -> None:
    """The course's own: as `course build --check` in the checkout."""
    from autograder.classroom.build import build
    from autograder.notebooks import notebooks

    assert notebooks("solutions") == [] or build(only_check=True) == 0


def test_ids_and_cells_survive_the_build(course: Course) -> None:
    course.run("build")
    solution = nbformat.read(course.notebook("solutions"), as_version=4)
    exercise = nbformat.read(course.notebook("exercises"), as_version=4)
    assert [cell.id for cell in exercise.cells] == [cell.id for cell in solution.cells]
