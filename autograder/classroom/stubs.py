"""What learners find in an answer cell: a stub in place of the solution.

A solution's region becomes nbgrader's stub, or, where it says so, code to start from:

    ### BEGIN SOLUTION
    reply = await client.get(url)
    ### LEARNERS START FROM
    # reply = client.get(url)
    ### END SOLUTION
"""

import re

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions

_REGION = re.compile(
    r"^[ \t]*### BEGIN SOLUTION\n"
    r"(?:(?!^[ \t]*### END SOLUTION).*\n)*?"
    r"^[ \t]*### LEARNERS START FROM\n"
    r"(?P<start>(?:^[ \t]*#(?: .*)?\n)*)"
    r"^[ \t]*### END SOLUTION\n?",
    re.MULTILINE,
)


class Stubs(ClearSolutions):
    """`ClearSolutions` that knows code to start from."""

    def _replace_solution_region(self, cell: NotebookNode, language: str) -> bool:
        cell.source, replaced = _REGION.subn(_start, cell.source)
        replaced_too = super()._replace_solution_region(cell, language)
        cell.source = cell.source.rstrip("\n")
        return replaced_too or replaced > 0


def _start(region: re.Match[str]) -> str:
    return re.sub(r"^([ \t]*)# ?", r"\1", region["start"], flags=re.MULTILINE)
