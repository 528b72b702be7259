"""Asks for 50 GB; by itself it stops at 8."""

from cheating import first_cell

CODE = """
try:
    whole = bytearray(50 * 1024**3)
    print("LEAK 50 GB")
    del whole
except MemoryError:
    pass
kept = []
for _ in range(80):
    kept.append(b"x" * 100 * 1024**2)
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
