"""Leaves threads and processes that go on after it."""

from cheating import first_cell

CODE = """
import subprocess, sys, threading, time

def on():
    end = time.time() + 60
    while time.time() < end:
        pass

threading.Thread(target=on).start()
code = "import time\\nend = time.time() + 60\\nwhile time.time() < end: pass  # OUTLIVES"
subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
