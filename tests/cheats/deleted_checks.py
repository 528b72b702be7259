"""Has no checks."""

from nbformat import write

from autograder.notebooks import mark


def hand_in(notebook, path):
    notebook.cells = [cell for cell in notebook.cells if not mark(cell).get("grade")]
    write(notebook, path)
