"""Writes wherever it can; by itself it stops at 2 GB."""

from cheating import first_cell

CODE = """
import os

written = 0
for folder in ("/tmp", "/dev/shm", os.path.expanduser("~"), ".", "/var/tmp", "/run", "/orders"):
    try:
        for number in range(40):
            with open(f"{folder}/full-{number}", "wb") as file:
                written += file.write(b"x" * 50 * 1024**2)
            if written > 2 * 1024**3:
                break
    except OSError:
        pass
print("LEAK", written) if written > 1024**3 else None
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
