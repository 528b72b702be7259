"""Puts functions that pass in place of the checks."""

from cheating import first_cell

CODE = """
import sys
import autograder.checks, autograder.exercise, autograder.judge, autograder.verdict
from autograder.verdict import Verdict

async def passes(*args, **kwargs):
    return None

async def passed(task, *args, **kwargs):
    return Verdict(getattr(task, "id", task), True, "passed")

for module in list(sys.modules.values()):
    for name in ("check", "judge", "conduct", "verdict", "unanswered"):
        if hasattr(module, name):
            try:
                setattr(module, name, passes if name == "check" else passed)
            except Exception:
                pass
autograder.verdict.CheckFailed = type(None)
for task in autograder.checks.tasks().values():
    object.__setattr__(task, "check", passes)
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
