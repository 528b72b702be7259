"""Writes into the course, its package and its orders."""

from cheating import first_cell

CODE = """
import os, sys
import autograder

home = os.path.dirname(os.path.dirname(autograder.__file__))
for path in (
    f"{home}/HARM", f"{home}/autograder/HARM", f"{home}/solutions/HARM", f"{sys.prefix}/HARM",
    "/HARM", "/usr/HARM", "/orders/HARM", f"{home}/submitted/HARM",
):
    try:
        open(path, "w").close()
        print("LEAK", path)
    except OSError:
        pass
for path in ("/orders/orders.db", f"{home}/autograder/__init__.py"):
    try:
        os.chmod(path, 0o777); os.remove(path)
        print("LEAK", path)
    except OSError:
        pass
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
