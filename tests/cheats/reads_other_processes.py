"""Looks into the grader and its neighbours through /proc."""

from cheating import first_cell

CODE = """
import os

found = []
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        command = open(f"/proc/{pid}/cmdline").read()
        seen = os.readlink(f"/proc/{pid}/cwd")
        if "nbgrader" in command or " grade" in command.replace("\\0", " ") or "submitted" in seen:
            found.append((pid, command, seen))
    except OSError:
        pass
print("LEAK", found) if found else None
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
