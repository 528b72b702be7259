"""`course check`: an exercise run in a fresh kernel, its verdicts in the terminal."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from autograder.kernel import started
from autograder.notebooks import find, mark, notebooks, read, tasks
from autograder.project import BadInput, shown

SECONDS = 120  # for one cell; a check ends by itself in far less


def check(which: list[str]) -> int:
    """Run each exercise that is named, or all; returns 0 when every task passes, else 1.

    Raises `BadInput` when a name is not one of an exercise, before anything is run.
    """
    exercises = [(path, _exercise(path)) for path in named(which)]
    return 0 if all([_passes(path, notebook) for path, notebook in exercises]) else 1


def named(which: list[str]) -> list[Path]:
    """The exercises that are named, by number or path, or all."""
    return [_path(word) for word in which] or notebooks("exercises")


def _path(word: str) -> Path:
    return Path(word) if word.endswith(".ipynb") else find(word)


def _exercise(path: Path) -> NotebookNode:
    notebook = read(path)
    if not tasks(notebook):
        raise BadInput(f"{shown(path)} has no check cells, so there is nothing to check.")
    return notebook


def _passes(path: Path, notebook: NotebookNode) -> bool:
    """Run one exercise and print its verdicts; whether every task passes."""
    print(f"{shown(path)}\n", flush=True)
    passed, total = sum(_verdicts(path, notebook)), len(tasks(notebook))
    print(f"{passed} of {total} tasks pass in {path.stem}.\n", flush=True)
    return passed == total


def _verdicts(path: Path, notebook: NotebookNode) -> Iterator[bool]:
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
            try:
                client.execute_cell(cell, index)
            except CellTimeoutError:
                print(f"Cell {index + 1} did not end in {SECONDS} seconds; the rest is not run.\n")
                return
            except DeadKernelError:
                print(f"The kernel died in cell {index + 1}; the rest is not run.\n")
                return
            if not mark(cell).get("grade"):
                cause = _error(cell) or cause
                continue
            error = _error(cell)
            if error and cause:
                print(f"A cell above raised {cause}")
            print(f"{_card(cell) or _line(cell, error)}\n", flush=True)
            cause = ""
            yield not error


def _card(cell: NotebookNode) -> str:
    """What a check showed, as plain text."""
    shows = [output.data for output in cell.outputs if output.output_type == "display_data"]
    return "\n".join(data["text/plain"] for data in shows if "text/plain" in data)


def _line(cell: NotebookNode, error: str) -> str:
    """The verdict of a check cell that showed no card, as when it was never called."""
    task = mark(cell)["grade_id"].removesuffix("-check")
    if not error:
        return f"passed {task}"
    return f"not yet {task} — {error}"


def _error(cell: NotebookNode) -> str:
    """The error a cell ended in, or what it wrote to stderr, which nbgrader scores 0 too."""
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            return f"{output.ename}: {output.evalue}".removesuffix(": ")
        if output.output_type == "stream" and output.name == "stderr":
            return f"it wrote to stderr: {output.text.strip()}"
    return ""
