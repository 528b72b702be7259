"""An answer put in its place: what an exercise gives for a task, then the answer itself."""

import linecache
import sys
import types
from pathlib import Path
from typing import Any

from autograder.notebooks import mark, read
from autograder.project import BadInput, shown


def given(path: Path, task_id: str) -> list[str]:
    """The code above a task's answer that belongs to no answer and no check.

    A task without an answer cell has its check cell for that. Raises `BadInput` when
    neither is there.
    """
    code: list[str] = []
    for cell in read(path).cells:
        if mark(cell).get("grade_id") in (task_id, f"{task_id}-check"):
            return code
        belongs = mark(cell).get("solution") or mark(cell).get("grade")
        if cell.cell_type == "code" and not belongs:
            code.append(cell.source)
    raise BadInput(
        f"{shown(path)} has no answer cell for {task_id!r}; `course reset` makes a fresh "
        "exercise and keeps this one beside it."
    )


def load(path: Path, task_id: str, source: str, filename: str) -> dict[str, Any]:
    """Run what the exercise at `path` gives for a task, then `source`; the names they define.

    They run as an importable module, so that annotations and pickling find their names.
    """
    module = types.ModuleType(f"answer_{task_id.replace('-', '_')}")
    sys.modules[module.__name__] = module
    for number, code in enumerate(given(path, task_id), start=1):
        _execute(code, f"<given {number} of {path.stem}>", module)
    _execute(source, filename, module)
    return vars(module)


def _execute(code: str, filename: str, module: types.ModuleType) -> None:
    lines = code.splitlines(keepends=True)
    linecache.cache[filename] = (len(code), None, lines, filename)
    exec(compile(code, filename, "exec"), vars(module))
