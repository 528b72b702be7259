"""Answers with so many words that a sentence about them takes hours to lay out."""

from cheating import answer
from nbformat import write

CODE = """
long = "x" * 900_000
answer = [long]
ask = ask_both = type(long, (), {})()
"""


def hand_in(notebook, path):
    for task in "first-await", "two-at-once", "predict-order":
        answer(notebook, task, CODE)
    write(notebook, path)
