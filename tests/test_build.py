"""`course build`: exercises come from solutions, the same bytes each time, answers are kept."""

import nbformat
from conftest import Course, answer, task, write_notebook


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
