"""Eats memory in many processes, each below its limit; it stops at 12 GB."""

from cheating import first_cell

CODE = """
import os, time

for _ in range(12):
    if os.fork() == 0:
        kept = [b"x" * 50 * 1024**2 for _ in range(20)]
        time.sleep(20)
        os._exit(0)
time.sleep(20)
print("LEAK 12 GB")
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
