"""The verdicts on a submission, kept on disk so that no code is run twice for the same ones.

They lie in .course/verdicts/, each file named for the code it is about and for this version of
the checks. What is graded a second time is only what is new or changed.
"""

import hashlib
import json
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder import project
from autograder.notebooks import mark


def path_of(notebook: NotebookNode) -> Path:
    """Where the verdicts on this notebook are kept, or would be."""
    code = [[mark(one).get("grade_id"), one.source] for one in notebook.cells if _is_code(one)]
    digest = hashlib.sha256(f"{version()} {json.dumps(code, sort_keys=True)}".encode())
    return project.root() / ".course" / "verdicts" / f"{digest.hexdigest()}.json"


def kept(notebook: NotebookNode, *, unsafe: bool) -> dict[str, Any] | None:
    """What `grading.grade` has said of this notebook before, if it has.

    What was made without a sandbox serves only who would do without one again.
    """
    try:
        found = json.loads(path_of(notebook).read_text("utf-8"))
        return None if found["unsafe"] and not unsafe else found
    except (FileNotFoundError, ValueError):  # a power cut may have left half of it
        return None


def keep(notebook: NotebookNode, found: dict[str, Any]) -> None:
    """Keep what `grading.grade` has said: all of it or, where that is interrupted, nothing.

    Raises `OSError` where it cannot be written, such as on a full disk.
    """
    path = path_of(notebook)
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent)
    try:
        with open(number, "w", encoding="utf-8") as file:
            json.dump(found, file)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def forget(notebook: NotebookNode) -> None:
    """Let this notebook be graded anew the next time."""
    path_of(notebook).unlink(missing_ok=True)


def _is_code(cell: NotebookNode) -> bool:
    return cell.cell_type == "code"


@cache
def version() -> str:
    """What stands for this version of the checks, and of all that they rest on."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
