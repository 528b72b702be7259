"""Forks without end; by itself it stops at 3,000."""

from cheating import first_cell

CODE = """
import os, time

made = 0
for _ in range(12):
    try:
        if os.fork() == 0:
            made += 1
    except OSError:
        pass
if made:
    time.sleep(20)
    os._exit(0)
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
