"""Answers with objects that are equal to whatever is expected."""

from cheating import answer
from nbformat import write

EQUAL = """
class Equal(str):
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __contains__(self, other): return True

class Equals(list):
    def __eq__(self, other): return True
"""


def hand_in(notebook, path):
    answer(notebook, "first-await", EQUAL + "async def ask(question): return Equal('x')")
    answer(notebook, "two-at-once", "async def ask_both(a, b): return Equals([Equal(), Equal()])")
    answer(notebook, "predict-order", "answer = Equals([Equal('x')] * 9)")
    write(notebook, path)
