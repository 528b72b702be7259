"""`course bench-grading`: a made-up class, graded by plain nbgrader and by `course grade`.

Both grade on this machine, one after the other, in a folder of its own each. Plain nbgrader
grades one after the other, so it gets the first few students only.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from autograder import notebooks
from autograder.classroom import made_up_class
from autograder.memory import Peak
from autograder.project import CONFIG, BadInput

_PLAIN = """
# For comparison: nbgrader's own steps.
c.Autograde.sanitize_preprocessors = Autograde.sanitize_preprocessors.default()
c.Autograde.autograde_preprocessors = Autograde.autograde_preprocessors.default()
"""


@dataclass(frozen=True)
class _Run:
    students: int
    seconds: float
    memory: float  # MiB at the peak, all processes together

    @property
    def per_minute(self) -> float:
        return self.students / self.seconds * 60


def bench(number: str, students: int, plain_students: int) -> int:
    """Print submissions per minute, their ratio, peak memory, and where the time goes."""
    if min(students, plain_students) < 1:
        raise BadInput("A class has at least one student.")
    name = notebooks.find(number).stem
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        made_up_class.make(Path(first), name, plain_students)
        with (Path(first) / CONFIG).open("a", encoding="utf-8") as config:
            config.write(_PLAIN)
        _nbgrader(Path(first), "generate_assignment", "--force", name)
        plain = _timed(Path(first), plain_students, "nbgrader", "autograde", name)
        made_up_class.make(Path(second), name, students)
        ours = _timed(Path(second), students, "autograder", "grade", number)
        verdicts = [json.loads(path.read_text("utf-8")) for path in _verdicts(Path(second))]
    print(f"{name} on {os.cpu_count()} cores, half of the answers wrong")
    for what, run in (("nbgrader autograde", plain), ("course grade", ours)):
        print(
            f"{what:<20}{run.students:>5} submissions {run.seconds:>7.1f} s"
            f"{run.per_minute:>8.1f} a minute {run.memory:>7.0f} MiB"
        )
    print(f"ratio {ours.per_minute / plain.per_minute:.1f}")
    judged = sum(one["seconds"] for one in verdicts)
    print(f"in sandboxes and checks: {judged:.1f} s, in all processes together")
    return 0


def _verdicts(root: Path) -> list[Path]:
    return list((root / ".course" / "verdicts").glob("*.json"))


def _nbgrader(root: Path, *words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *words], cwd=root, env=_environment(root), check=True,
        capture_output=True,
    )  # fmt: skip


def _timed(root: Path, students: int, *words: str) -> _Run:
    began = time.perf_counter()
    with Peak() as memory:
        ended = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=root,
            env=_environment(root),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    took = time.perf_counter() - began
    if ended.returncode:
        raise BadInput(f"{' '.join(words)} failed:\n{ended.stdout}")
    return _Run(students, took, memory.mib)


def _environment(root: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(root)}
