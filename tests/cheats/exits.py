"""Ends its process before it can be checked."""

from cheating import answer
from nbformat import write


def hand_in(notebook, path):
    answer(notebook, "first-await", "import os\nos._exit(0)")
    answer(notebook, "two-at-once", "async def ask_both(a, b):\n    import os\n    os._exit(0)")
    answer(notebook, "predict-order", "import sys\nsys.exit(0)")
    write(notebook, path)
