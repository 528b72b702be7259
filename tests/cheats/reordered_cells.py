"""Has its checks before everything that could fail them."""

from nbformat import write


def hand_in(notebook, path):
    notebook.cells.reverse()
    write(notebook, path)
