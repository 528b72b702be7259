"""The checks: one module per exercise, and `check`, which notebooks call.

    await check("chat", app)

A check reads like the rubric it is; the probes know how to ask.
"""

import importlib
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from autograder.judge import Task, judge
from autograder.run import Run
from autograder.subject import Kind
from autograder.verdict import CannotCheck, CheckFailed, Verdict

_MODULES = ("e01_async_await", "e02_rule_1_async_libraries", "e07_streaming")
_tasks: dict[str, Task] = {}


def task(
    id: str, kind: Kind = "app", answer: str = "app"
) -> Callable[[Callable[[Run], Awaitable[None]]], Task]:
    """Declare the check of the task `id`, whose answer cell defines the name `answer`.

    The first line of the check's docstring says what a right answer does.
    """

    def declare(function: Callable[[Run], Awaitable[None]]) -> Task:
        exercise = function.__module__.rpartition(".")[2].removeprefix("e")
        _tasks[id] = Task(id, kind, answer, function, exercise)
        return _tasks[id]

    return declare


def tasks() -> dict[str, Task]:
    """Every task of the course by its id, in the order of the course."""
    for module in _MODULES:
        importlib.import_module(f"autograder.checks.{module}")
    return _tasks


async def verdict(task_id: str, subject: Any, seed: int | None = None) -> Verdict:
    """The verdict on an answer. Raises `CannotCheck` for a task the course does not have."""
    known = tasks()
    if task_id not in known:
        raise CannotCheck(f"there is no task {task_id!r}; the tasks are {', '.join(known)}")
    return await judge(known[task_id], subject, secrets.randbelow(10**6) if seed is None else seed)


async def check(task_id: str, subject: Any, *, seed: int | None = None) -> None:
    """Check an answer and show the verdict's card; raises `CheckFailed` unless it is right.

    `subject` is the app, or the function or value for tasks that have no app. A failing
    card shows its `seed`, which repeats that run.
    """
    from autograder import card, progress

    found = await verdict(task_id, subject, seed)
    progress.record(task_id, found.passed)
    card.show(found)
    if not found.passed:
        raise CheckFailed(found)
