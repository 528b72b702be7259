"""The checks: one module per exercise, and `check`, which notebooks call.

    await check("chat", app)

A check reads like the rubric it is; the probes know how to ask.
"""

import importlib
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from autograder.judge import Task, judge
from autograder.project import link, root
from autograder.run import Run
from autograder.subject import Adapt, Kind
from autograder.verdict import CannotCheck, CheckFailed, Verdict

_MODULES = (
    "e01_async_await",
    "e02_rule_1_async_libraries",
    "e03_rule_2_blocking_libraries",
    "e04_rule_3_when_in_doubt",
    "e05_langchain_langgraph",
    "e06_decision_tree",
    "e07_streaming",
    "e08_parallel_calls",
    "e09_mixed_operations",
    "e10_performance",
    "e11_common_mistakes",
    "e12_capstone",
)
_tasks: dict[str, Task] = {}


def task(
    id: str, kind: Kind = "app", answer: str = "app", adapt: Adapt | None = None
) -> Callable[[Callable[[Run], Awaitable[None]]], Task]:
    """Declare the check of the task `id`, whose answer cell defines the name `answer`.

    The first line of the check's docstring says what a right answer does, its last part, "Go
    further: …", what to try then. `adapt` is for a function that does not take and give JSON;
    see `autograder.subject`.
    """

    def declare(function: Callable[[Run], Awaitable[None]]) -> Task:
        exercise = function.__module__.rpartition(".")[2].removeprefix("e")
        _tasks[id] = Task(id, kind, answer, function, exercise, adapt)
        return _tasks[id]

    return declare


def tasks() -> dict[str, Task]:
    """Every task of the course by its id, in the order of the course."""
    for module in _MODULES:
        importlib.import_module(f"autograder.checks.{module}")
    # Somebody may have imported one of them before the others.
    return {one.id: one for one in sorted(_tasks.values(), key=lambda one: one.exercise)}


async def verdict(task_id: str, subject: Any, seed: int | None = None) -> Verdict:
    """The verdict on an answer.

    Raises `CannotCheck` for a task the course does not have, and where the check itself fails.
    """
    known = tasks()
    if task_id not in known:
        raise CannotCheck(f"there is no task {task_id!r}; the tasks are {', '.join(known)}")
    seed = secrets.randbelow(10**6) if seed is None else seed
    try:
        return await judge(known[task_id], subject, seed)
    except CannotCheck:
        raise
    except Exception as error:  # a mistake of the check's, and no word on the answer
        raise CannotCheck(
            f"this check has failed by itself, which says nothing of your answer: "
            f"{type(error).__name__}: {error}. Please report it, with your answer and seed {seed}."
        ) from error


async def check(task_id: str, subject: Any, *, seed: int | None = None) -> None:
    """Check an answer and show the verdict's card; raises `CheckFailed` unless it is right.

    `subject` is the app, or the function or value for tasks that have no app. A failing
    card shows its `seed`, which repeats that run.
    """
    from autograder import progress

    found = await verdict(task_id, subject, seed)
    progress.record(task_id, found.passed)
    _tell(found)


async def show(task_id: str, subject: Any, *, seed: int | None = None) -> None:
    """As `check`, for a lesson that shows one: what it passes is nobody's progress."""
    _tell(await verdict(task_id, subject, seed))


def _tell(found: Verdict) -> None:
    from autograder import card

    card.show(replace(found, links=_further(found)))
    if not found.passed:
        raise CheckFailed(found)


def _further(found: Verdict) -> tuple[tuple[str, str], ...]:
    """After a pass, the worked solution, where it lies on this disk."""
    exercise = tasks()[found.task].exercise
    solution = root() / "solutions" / exercise / f"{exercise}.ipynb"
    if not found.passed or not solution.is_file():
        return ()
    return (("Compare with the worked solution", link(solution)),)
