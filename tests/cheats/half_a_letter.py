"""Has half of a letter, which no file can hold, wherever a letter can be."""

from nbformat import writes
from nbformat.v4 import new_code_cell

CODE = """
half = "\\ud800"
print(half)
display({"text/plain": half, "image/png": half}, raw=True)

async def ask(question):
    raise ValueError(half)

answer = [half]
raise KeyError(half)
"""


def hand_in(notebook, path):
    notebook.cells.insert(0, new_code_cell(CODE + "# HALF"))
    path.write_text(writes(notebook).replace("HALF", "\\ud800"))
