"""What each solution notebook must have, so that its exercise can be worked on and graded."""

from pathlib import Path

from nbformat import NotebookNode

from autograder.notebooks import mark, read

POINTS = (1, 2, 3)
WITHOUT_ANSWER = ("capstone-load",)  # it runs what the other tasks have built


def faults(path: Path) -> list[str]:
    """What is not as it must be in one solution notebook, a sentence each."""
    cells = read(path).cells
    found = []
    answers = {}
    checks = {}
    for index, cell in enumerate(cells):
        if mark(cell).get("grade"):
            checks[mark(cell)["grade_id"].removesuffix("-check")] = index
        elif mark(cell).get("solution"):
            answers[mark(cell)["grade_id"]] = index
    if not checks:
        found.append("it has no check cell.")
    for task, index in checks.items():
        found += [f"{task}: {fault}" for fault in _check_faults(task, cells, index)]
        if task in answers:
            found += [f"{task}: {fault}" for fault in _answer_faults(cells, answers[task], index)]
        elif task not in WITHOUT_ANSWER:
            found.append(f"{task}: there is no answer cell with this grade_id.")
    found += [f"{task}: no check cell {task}-check." for task in answers if task not in checks]
    return found


def _check_faults(task: str, cells: list[NotebookNode], index: int) -> list[str]:
    cell = cells[index]
    found = []
    if mark(cell)["grade_id"] != f"{task}-check":
        found.append(f'the check cell\'s grade_id must be "{task}-check".')
    if mark(cell).get("points") not in POINTS:
        found.append("the check must give 1, 2 or 3 points.")
    if not mark(cell).get("locked"):
        found.append("the check cell must be locked.")
    if f'check("{task}"' not in cell.source:
        found.append(f'the check cell must call check("{task}", …).')
    hint = cells[index + 1] if index + 1 < len(cells) else None
    if task not in WITHOUT_ANSWER and not (
        hint and hint.cell_type == "markdown" and "<details>" in hint.source
    ):
        found.append("the cell below the check must hold the hints, in <details>.")
    return found


def _answer_faults(cells: list[NotebookNode], index: int, check: int) -> list[str]:
    found = []
    if mark(cells[index]).get("locked"):
        found.append("the answer cell must not be locked.")
    if index != check - 1:
        found.append("the answer cell must stand right above its check cell.")
    stories = [cell for cell in _since_last_check(cells, index) if cell.cell_type == "markdown"]
    if not any("<details>" not in cell.source for cell in stories):
        found.append("a markdown cell above the answer must tell the task.")
    return found


def _since_last_check(cells: list[NotebookNode], index: int) -> list[NotebookNode]:
    checks = [number for number in range(index) if mark(cells[number]).get("grade")]
    return cells[max(checks, default=-1) + 1 : index]
