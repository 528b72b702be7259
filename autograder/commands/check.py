"""`course check`: an exercise run in a fresh kernel, its verdicts in the terminal."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from autograder import checks
from autograder.kernel import started
from autograder.notebooks import find, mark, notebooks, read, tasks
from autograder.project import BadInput, shown

SECONDS = 120  # for one cell; a check ends by itself in far less
NOT_RUN = "its check was not run: `course reset` makes a fresh exercise, and keeps this one"


def check(which: list[str]) -> int:
    """Run each exercise that is named, or all; returns 0 when every task passes, else 1.

    Raises `BadInput` when a name is not one of an exercise, before anything is run.
    """
    exercises = [(path, _exercise(path)) for path in named(which)]
    return 0 if all([_passes(path, notebook) for path, notebook in exercises]) else 1


def named(which: list[str]) -> list[Path]:
    """The exercises that are named, by number or path, or all; `BadInput` where there is none."""
    paths = [_path(word) for word in which] or notebooks("exercises")
    if not paths:
        raise BadInput("exercises/ holds no exercise: `git restore exercises` brings them back.")
    return paths


def _path(word: str) -> Path:
    return Path(word) if word.endswith(".ipynb") else find(word)


def _exercise(path: Path) -> NotebookNode:
    notebook = read(path)
    if not _tasks(path, notebook):
        raise BadInput(f"{shown(path)} has no check cells, so there is nothing to check.")
    return notebook


def _tasks(path: Path, notebook: NotebookNode) -> list[str]:
    """The tasks of a notebook and, of a copy of the course's exercise, all that this one has."""
    known = checks.tasks().values()
    of_exercise = [task.id for task in known if path.name.startswith(task.exercise)]
    return list(dict.fromkeys([*of_exercise, *tasks(notebook)]))


def _passes(path: Path, notebook: NotebookNode) -> bool:
    """Run one exercise and print its verdicts; whether every task passes."""
    print(f"{shown(path)}\n", flush=True)
    passes = dict.fromkeys(_tasks(path, notebook), False)
    for task in passes:
        if task not in tasks(notebook):
            print(f"not yet {task} — {NOT_RUN}\n")
    passes.update(_verdicts(path, notebook))
    passed, total = sum(passes.values()), len(passes)
    print(f"{passed} of {total} tasks pass in {path.stem}.\n", flush=True)
    return passed == total


def _verdicts(path: Path, notebook: NotebookNode) -> Iterator[tuple[str, bool]]:
    """Run the notebook and print what each check says, as it says it; yields who passed."""
    with ExitStack() as kernel:
        try:
            client = kernel.enter_context(
                started(notebook, path, allow_errors=True, timeout=SECONDS)
            )
        except RuntimeError as trouble:
            raise BadInput(f"No kernel starts: {trouble}. `course doctor` looks for why.") from None
        cause = ""  # what went wrong since the last check, for a check that cannot say
        for index, cell in enumerate(notebook.cells):
            cell.outputs = []  # a cell that is empty is not run, and would keep its last ones
            try:
                client.execute_cell(cell, index)
            except CellTimeoutError:
                why = f"did not end in {SECONDS} seconds: look for what waits or loops for ever"
                print(f"{_place(notebook, index)} {why}. The rest is not run.\n")
                return
            except DeadKernelError:
                why = "ended the kernel: look for what exits the process, or needs all the memory"
                print(f"{_place(notebook, index)} {why}. The rest is not run.\n")
                return
            if not mark(cell).get("grade"):
                cause = _error(cell) or cause
                continue
            error = _error(cell)
            if error and cause:
                print(f"A cell above raised {cause}")
            task = _task(cell)
            yield task, _verdict(task, cell, error)
            cause = ""


def _task(cell: NotebookNode) -> str:
    return mark(cell).get("grade_id", "").removesuffix("-check")


def _place(notebook: NotebookNode, index: int) -> str:
    """What to call a cell: by its task, which is that of the next cell that has one."""
    named = [_task(cell) for cell in notebook.cells[index:] if mark(cell)]
    return f"A cell of {named[0]}" if named else "A cell below the last task"


def _verdict(task: str, cell: NotebookNode, error: str) -> bool:
    """Print what a check cell showed, and a line where no card is on its task; who passed."""
    shows = [output for output in cell.outputs if output.output_type == "display_data"]
    cards = [show.data["text/plain"] for show in shows if "text/plain" in show.data]
    passed, failed = {"task": task, "passed": True}, {"task": task, "passed": False}
    said = [show.metadata.get("verdict") for show in shows]
    judged = [verdict for verdict in said if verdict in (passed, failed)]
    if judged:
        passes = judged[-1] == passed
    else:  # only a task that is none of the course's passes without a card
        passes = not error and task not in checks.tasks()
        cards.append(f"passed {task}" if passes else f"not yet {task} — {error or NOT_RUN}")
    print("\n".join(cards), end="\n\n", flush=True)
    return passes


def _error(cell: NotebookNode) -> str:
    """The error a cell ended in, or what it wrote to stderr, which nbgrader scores 0 too."""
    for output in cell.outputs:
        if output.output_type == "error":
            return f"{output.ename}: {output.evalue}".removesuffix(": ")
        if output.output_type == "stream" and output.name == "stderr":
            return f"it wrote to stderr: {output.text.strip()}"
    return ""
