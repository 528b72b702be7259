"""Which tasks a learner has passed, kept on disk between sessions, and out of git's reach.

Each task has a small file of its own, replaced as a whole, so that two kernels, or a crash,
cannot lose what was there.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

from autograder import project
from autograder.project import BadInput


def folder() -> Path:
    """In the course's folder; among your own data where that is not yours, as on a hub."""
    if os.access(project.root(), os.W_OK):
        return project.root() / ".course" / "progress"
    return Path(jupyter_data_dir()) / "async-fastapi" / "progress"


def record(task: str, passed: bool) -> None:
    """Keep that a task was passed, or tried, unless this run is an instructor's grading.

    What was passed once stays passed, whatever is tried later.
    Where it cannot be written the check goes on: `course progress` and `course doctor` say so.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return
    path = folder() / f"{task}.json"
    try:
        if passed or not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            project.write(path, json.dumps({"passed": passed}).encode() + b"\n")
    except OSError:  # a full or read-only disk must not spoil a verdict; `problem` reports it
        return


def load(say: Callable[[str], None] = print) -> dict[str, bool]:
    """Every task that was checked, and whether it was passed.

    A file that cannot be understood is kept beside as `.bak`, and `say` is told.
    """
    found = {}
    for path in sorted(folder().glob("*.json")):
        try:
            found[path.stem] = _passed(path.read_bytes())
        except FileNotFoundError:
            continue
        except OSError as error:
            say(f"The progress of {path.stem!r} cannot be read: {error.strerror} ({path}).")
        except (ValueError, KeyError, TypeError, RecursionError):
            say(_put_aside(path))
    return found


def _passed(kept: bytes) -> bool:
    passed = json.loads(kept)["passed"]
    if not isinstance(passed, bool):
        raise TypeError(passed)
    return passed


def _put_aside(path: Path) -> str:
    """Keep a file that cannot be understood out of the way; what to say of it."""
    kept = path.with_suffix(".bak")
    try:
        os.replace(path, kept)
    except OSError:
        return f"The progress of {path.stem!r} cannot be understood: see {path}, and remove it."
    return f"The progress of {path.stem!r} could not be read and starts anew: see {kept}."


def exercises(say: Callable[[str], None] = print) -> Iterator[tuple[Path, dict[str, str]]]:
    """Each exercise with its tasks, in order: "passed", "not yet", or "open" if never checked.

    An exercise that cannot be read is left out, and `say` is told.
    """
    from autograder.notebooks import notebooks, read, tasks  # a check does without

    states = {task: "passed" if passed else "not yet" for task, passed in load(say).items()}
    for path in notebooks("exercises"):
        try:
            yield path, {task: states.get(task, "open") for task in tasks(read(path))}
        except BadInput as error:
            say(str(error))


def problem() -> str | None:
    """Why progress cannot be kept here, in one sentence, or None when it can."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder()) as file:  # of this call's own
            file.write(b"tried")
    except OSError as error:
        return f"Progress cannot be kept: {error.strerror} ({folder()})."
    return None
