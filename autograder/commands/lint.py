"""`course lint`: what keeps a solution from being an exercise, a sentence each.

Of each task: its cells are as nbgrader and learners need them, its check declares it in the
exercise's own module, its bank is complete, the solution passes and the stub does not.
"""

import asyncio
import inspect
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder import checks, project, provider
from autograder.answers import load
from autograder.bank import Submission, submission
from autograder.classroom import lint as cells
from autograder.classroom.build import released
from autograder.judge import Task, judge
from autograder.notebooks import find, mark, notebooks, read, tasks
from autograder.project import BadInput, shown
from autograder.verdict import Verdict

RIGHT, WRONG = 4, 6  # answers that the bank must have, at least
TO_WRITE = "TODO"  # stands where `course new-task` leaves something to be written
SEED = 20


def lint(number: str | None) -> int:
    """Print what is not as it must be in an exercise, or in all; returns 1 then, else 0."""
    paths = [find(number, "solutions")] if number else notebooks("solutions")
    if not paths:
        raise BadInput("solutions/ holds no exercise, so there is nothing to look at.")
    provider.use_offline()
    with asyncio.Runner() as runner:  # one for all: LangChain caches clients, and they keep theirs
        found = [f"{shown(path)}: {fault}" for path in paths for fault in _faults(path, runner)]
    print("\n".join(found) or f"{len(paths)} exercises are as they must be.")
    return 1 if found else 0


def _faults(path: Path, runner: asyncio.Runner) -> list[str]:
    """What is not as it must be in one solution notebook, its checks and its bank."""
    found = cells.faults(path)
    if found:
        return found  # what follows looks for the cells that are missing or misplaced
    notebook, known = read(path), checks.tasks()
    here = tasks(notebook)
    whole = []
    for task in here:
        mine = list(_contract(path, notebook, task))
        if task in known:
            mine += [*_bank(path, task), *_to_write(path, notebook, known[task])]
        found += [f"{task}: {fault}" for fault in mine]
        if not mine and task not in cells.WITHOUT_ANSWER:
            whole.append(known[task])
    found += [
        f"{task.id}: its check is declared, and there is no check cell for it."
        for task in known.values()
        if task.exercise == path.stem and task.id not in here
    ]
    return found + _verdicts(path, notebook, whole, runner)


def _contract(path: Path, notebook: NotebookNode, task: str) -> Iterator[str]:
    """The task is declared where it belongs, and its cell hands over what is declared."""
    declared = checks.tasks().get(task)
    if declared is None:
        yield f"{shown(_module(path))} declares no check for it."
        return
    if declared.exercise != path.stem:
        yield f"its check is declared in e{declared.exercise}.py, not in {shown(_module(path))}."
    if not declared.title.endswith("."):
        yield "its check's docstring must begin with a sentence: what a right answer does."
    if not declared.further:
        yield 'its check\'s docstring must end with "Go further: …": what to try after a pass.'
    handed_over = "globals()" if declared.kind == "tests" else declared.answer
    call = f'await check("{task}", {handed_over})'
    if call not in _source(notebook, f"{task}-check"):
        yield f"the check cell must say `{call}`."


def _bank(path: Path, task: str) -> Iterator[str]:
    """Enough answers are in the bank, and each says what it is."""
    answers: list[Submission] = []
    for file in sorted(_folder(path, task).glob("*.py")):
        try:
            answers.append(submission(file, checks.tasks()))
        except BadInput as error:
            yield str(error)
    for right, enough in ((True, RIGHT), (False, WRONG)):
        there = sum(answer.right == right for answer in answers)
        if there < enough:
            kind = "right" if right else "wrong"
            yield f"{kind} answers in the bank: {there}, and {enough} are needed."


def _to_write(path: Path, notebook: NotebookNode, task: Task) -> Iterator[str]:
    """What `course new-task` has left to be written."""
    at = [mark(cell).get("grade_id") for cell in notebook.cells].index(f"{task.id}-check")
    begin = 1 + max((n for n in range(at) if mark(notebook.cells[n]).get("grade")), default=-1)
    parts = {at - 1: "the solution is", at: "the check cell is", at + 1: "the hints are"}
    for index, cell in enumerate(notebook.cells[begin : at + 2], start=begin):
        if TO_WRITE in cell.source:
            yield f"{parts.get(index, 'the story is')} still to be written."
    if TO_WRITE in inspect.getsource(task.check):
        yield f"its check in {shown(_module(path))} is still to be written."
    for file in sorted(_folder(path, task.id).glob("*.py")):
        if TO_WRITE in file.read_text("utf-8"):
            yield f"{shown(file)} is still to be written."


def _verdicts(
    path: Path, notebook: NotebookNode, whole: list[Task], runner: asyncio.Runner
) -> list[str]:
    """Each solution passes, and each stub runs and does not."""
    name = Path(path.stem) / path.name
    stubs = nbformat.reads(released([path.stem])[name].decode(), as_version=4)
    found = []
    for task in whole:
        try:
            solution = runner.run(_verdict(path, task, _source(notebook, task.id), "solution"))
            stub = runner.run(_verdict(path, task, _source(stubs, task.id), "stub"))
        except Exception as error:  # whatever it is, it is the fault
            found.append(f"{task.id}: it raises {type(error).__name__}: {error}")
            continue
        if not solution.passed:
            found.append(f"{task.id}: the solution does not pass: {solution.headline}.")
        if stub.passed:
            found.append(f"{task.id}: the stub passes, so there is nothing to do.")
    return found


async def _verdict(path: Path, task: Task, source: str, what: str) -> Verdict:
    names = load(path, task.id, source, f"<the {what} of {task.id}>")
    return await judge(task, task.subject(names), SEED)


def _source(notebook: NotebookNode, grade_id: str) -> str:
    return next(cell.source for cell in notebook.cells if mark(cell).get("grade_id") == grade_id)


def _module(path: Path) -> Path:
    return project.root() / "autograder" / "checks" / f"e{path.stem}.py"


def _folder(path: Path, task: str) -> Path:
    return project.root() / "tests" / "submissions" / path.stem / task
