"""The unit of work: a submission in, its outputs and verdicts out, all of them JSON.

`grade` runs in a process of its own per core, or on another machine. The submission's code
runs in a sandbox; whatever it does there, `grade` ends with a verdict on every task.
"""

import json
import secrets
import threading
import time
from contextlib import AsyncExitStack
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder import card, checks, learners_tests, provider, referee
from autograder.classroom.sandbox.limits import Limits
from autograder.classroom.sandbox.outside import Ended, Sandbox, Submission, TooMuch, sandboxes
from autograder.classroom.submissions import harmless
from autograder.judge import Task
from autograder.lanes import plain
from autograder.notebooks import mark
from autograder.verdict import Verdict

_LIMITS = Limits()
_TOO_MUCH = "# It showed more than a notebook can hold."


def grade(notebook: dict[str, Any], *, unsafe: bool = False) -> dict[str, Any]:
    """Run the notebook of `submissions.graded`: outputs by code cell, verdicts by task.

        {"outputs": {"0": [...]}, "verdicts": {"chat": {"passed": …, "reason": …, "says": …}},
         "seconds": …, "limited": false, "unsafe": false}

    It was `limited` where a limit on time or memory has ended a process.

    One at a time in a process, also when a cluster's worker has several threads: the model and
    the archive answer for one check. Raises `BadInput` where there is no sandbox to run it in.
    """

    async def work() -> dict[str, Any]:
        work = _Work(nbformat.from_dict(notebook), await _sandbox(unsafe))
        return await work.done() | {"unsafe": unsafe}

    with _one_at_a_time:
        return referee.get().submit(work()).result()


class _Work:
    """One submission, cell by cell; a process that ends is replaced, and goes on after that."""

    def __init__(self, notebook: NotebookNode, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._steps = _steps(notebook)
        self._outputs: dict[int, list[NotebookNode]] = {}
        self._verdicts: dict[str, Verdict] = {}
        self._spoilt: set[int] = set()
        self._limited = False
        self._reached = 0
        self._running = 0
        self._room = _LIMITS.output * 2  # characters; pictures are longer as text

    async def done(self) -> dict[str, Any]:
        began = time.monotonic()
        while self._reached < len(self._steps):
            if time.monotonic() - began > _LIMITS.time:
                self._limited = True
                self._give_up(f"it took more than {_LIMITS.time:.0f} seconds in all")
                break
            try:
                async with self._sandbox.submission() as code:
                    await self._go_on(code)
            except Ended as ended:
                self._limited |= isinstance(ended, TooMuch)
                self._ended(str(ended))
        return {
            "outputs": {str(place): shown for place, shown in self._outputs.items()},
            "verdicts": {
                task: {"passed": made.passed, "reason": made.reason, "says": plain(made.headline)}
                for task, made in self._verdicts.items()
            },
            "seconds": time.monotonic() - began,
            "limited": self._limited,
        }

    async def _go_on(self, code: Submission) -> None:
        for number, (place, what) in enumerate(self._steps):
            new = number >= self._reached
            self._running = number
            if isinstance(what, Task):
                if new:
                    with learners_tests.running_them(self._try_tests):
                        self._check(place, await code.verdict(what, secrets.randbelow(10**6)))
            elif place not in self._spoilt:
                shown = await code.run(what)
                if new:
                    self._show(place, harmless(shown))
            self._reached = max(self._reached, number + 1)

    async def _try_tests(self, source: str) -> list[dict[str, Any]]:
        """Run a learner's tests in a process that has run nothing else."""
        async with self._sandbox.submission() as fresh:
            return await fresh.try_tests(source)

    def _ended(self, why: str) -> None:
        """Note how the step that was running ended the process, and go on after it.

        A cell may do so only when it is run again; then the step that is due keeps its turn.
        """
        place, what = self._steps[self._running]
        if isinstance(what, Task):
            self._check(place, _no_verdict(what, why))
        else:
            self._spoilt.add(place)
            told = {"ename": "Ended", "evalue": why, "traceback": [f"Ended: {why}"]}
            self._outputs[place] = [new_output("error", **told)]
        self._reached = max(self._reached, self._running + 1)

    def _give_up(self, why: str) -> None:
        for place, what in self._steps[self._reached :]:
            if isinstance(what, Task):
                self._check(place, _no_verdict(what, why))

    def _show(self, place: int, outputs: list[NotebookNode]) -> None:
        """Keep a cell's outputs; what is shown in there is counted in there, so it is twice."""
        self._room -= len(json.dumps(outputs))
        note = new_output("stream", name="stderr", text=_TOO_MUCH)
        self._outputs[place] = outputs if self._room >= 0 else [note]

    def _check(self, place: int, verdict: Verdict) -> None:
        """Keep a verdict, and show it as the check's cell does in a learner's notebook."""
        self._verdicts[verdict.task] = verdict
        shown = {"text/html": card.html(verdict), "text/plain": card.text(verdict)}
        self._outputs[place] = [new_output("display_data", data=shown)]
        if not verdict.passed:
            says = plain(verdict.headline)
            told = {"ename": "CheckFailed", "evalue": says, "traceback": [f"CheckFailed: {says}"]}
            self._outputs[place].append(new_output("error", **told))


def _steps(notebook: NotebookNode) -> list[tuple[int, Task | str]]:
    """What there is to do, in order: of each code cell its number, and its task or its code."""
    known = checks.tasks()
    steps: list[tuple[int, Task | str]] = []
    for place, cell in enumerate(one for one in notebook.cells if one.cell_type == "code"):
        if mark(cell).get("grade"):
            steps.append((place, known[mark(cell)["grade_id"].removesuffix("-check")]))
        else:
            steps.append((place, cell.source))
    return steps


def _no_verdict(task: Task, why: str) -> Verdict:
    return Verdict(task.id, False, f"no verdict: {why}", reason="process-ended")


_one_at_a_time = threading.Lock()
_open = AsyncExitStack()
_sandboxes: dict[bool, Sandbox] = {}


async def _sandbox(unsafe: bool) -> Sandbox:
    """This process's sandbox, which is kept ready from its first use on."""
    if unsafe not in _sandboxes or not _sandboxes[unsafe].is_ready():
        provider.use_offline()
        _sandboxes[unsafe] = await _open.enter_async_context(sandboxes(_LIMITS, unsafe=unsafe))
    return _sandboxes[unsafe]
