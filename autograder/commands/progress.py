"""`course progress`: a table of the tasks that are passed, or all of it as a file of JSON."""

import json
import os
import textwrap
from pathlib import Path

from autograder.progress import exercises, problem
from autograder.project import BadInput, shown, write

WIDTH = 100  # what a notebook shows of a line, and most terminals


def progress(export: Path | None = None) -> int:
    """Print each exercise's tasks: how many are passed, and which are open.

    With `export` they are written to that file instead: "passed", "not yet" or "open" by task,
    by exercise. Raises `BadInput` where it cannot be made; a file that is there stays as it is.
    """
    found = {path.stem: states for path, states in exercises()}
    if export is not None:
        _write(export, json.dumps(found, indent=2) + "\n")
        print(f"Your progress is in {shown(export)}.")
        return 0
    for name, states in found.items():
        still_open = [task for task, state in states.items() if state != "passed"]
        passed = len(states) - len(still_open)
        print(_row(f"{name:<28} {passed:>2} of {len(states)}   ", still_open))
    all_states = [state for states in found.values() for state in states.values()]
    print(f"\n{all_states.count('passed')} of {len(all_states)} tasks passed.")
    if why := problem():
        print(why)
    return 0


def _write(path: Path, text: str) -> None:
    if path.is_dir():
        raise BadInput(f"{shown(path)} is a folder: name a file in it.")
    if os.path.lexists(path):
        raise BadInput(f"{shown(path)} is there already and is left as it is.")
    try:
        write(path, text.encode())
    except OSError as error:
        raise BadInput(f"{shown(path)} cannot be written: {error.strerror}.") from None


def _row(start: str, still_open: list[str]) -> str:
    said = f"open: {', '.join(still_open)}" if still_open else "all passed"
    rest = " " * len(start)
    return textwrap.fill(
        said, WIDTH, initial_indent=start, subsequent_indent=rest, break_on_hyphens=False
    )
