"""Lets IPython run something else in place of the checks."""

from cheating import first_cell

CODE = """
def nothing(lines):
    return ["pass\\n"] if any("check(" in line for line in lines) else lines

get_ipython().input_transformers_cleanup.append(nothing)
get_ipython().input_transformers_post.append(nothing)
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
