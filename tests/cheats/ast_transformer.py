"""Takes every awaited call out of the cells that follow."""

from cheating import first_cell

CODE = """
import ast

class Nothing(ast.NodeTransformer):
    def visit_Await(self, node):
        return ast.Constant(None)

get_ipython().ast_transformers.append(Nothing())
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
