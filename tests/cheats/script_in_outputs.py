"""Shows HTML and script that would run where a grader looks."""

from nbformat import write
from nbformat.v4 import new_code_cell, new_markdown_cell

CODE = """
from IPython.display import HTML, Javascript, SVG, display

display(HTML("<script>HARM()</script><img src=x onerror=HARM()>"))
display(Javascript("HARM()"))
harm = "<script>HARM()</script>"
display({"text/plain": harm, "image/png": "x\\">" + harm}, raw=True)
display({"image/svg+xml": "<svg onload=HARM()></svg>", "text/latex": harm}, raw=True)
raise ValueError("<script>HARM()</script>")
"""


def hand_in(notebook, path):
    notebook.cells.insert(
        0, new_markdown_cell("<script>HARM()</script> <img src=x onerror=HARM()>")
    )
    notebook.cells.insert(1, new_code_cell(CODE))
    notebook.cells[2].metadata["HARM"] = "<script>HARM()</script>"
    write(notebook, path)
