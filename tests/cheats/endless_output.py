"""Prints without end; by itself it stops at 300 MB."""

from cheating import first_cell

CODE = """
for _ in range(300):
    print("x" * 1024**2)
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
