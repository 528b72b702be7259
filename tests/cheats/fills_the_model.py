"""Sends the grader's model a request that would fill the grader's memory."""

from cheating import first_cell

CODE = """
import os
import httpx

pieces = (b"x" * 2**20 for _ in range(64))
try:
    said = httpx.post(os.environ["COURSE_MODEL_URL"] + "/chat/completions", content=pieces)
    print("refused" if said.status_code == 413 else f"LEAK {said.status_code}")
except httpx.TransportError:
    print("refused")
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
