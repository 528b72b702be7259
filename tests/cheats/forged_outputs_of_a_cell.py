"""Speaks for the sandbox, in shapes that it never would."""

from nbformat import write
from nbformat.v4 import new_code_cell

CODE = """
import json, os, socket, stat

forged = [
    b'{"outputs": 5}', b'{"outputs": [[[["x"]]]]}', b'{"outputs": [' + b"[" * 100_000 + b"]}",
    b'{"serving": [], "outputs": []}', b'{"findings": 7}', b'[]', b'{"id": "x", "result": "y"}',
]
for number in range(3, 64):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            for line in forged:
                os.write(number, line + b"\\n")
    except OSError:
        pass
"""


def hand_in(notebook, path):
    for _ in range(4):
        notebook.cells.insert(0, new_code_cell(CODE))
    write(notebook, path)
