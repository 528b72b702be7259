"""What the cells of an executed lesson printed and displayed."""

from nbformat import NotebookNode


def cell(notebook: NotebookNode, cell_id: str) -> NotebookNode:
    """The cell with this id."""
    return next(one for one in notebook.cells if one.id == cell_id)


def printed(notebook: NotebookNode, cell_id: str) -> str:
    """What a cell printed."""
    outputs = cell(notebook, cell_id).outputs
    return "".join(output.text for output in outputs if output.output_type == "stream")


def shown(notebook: NotebookNode, cell_id: str) -> str:
    """All that a cell printed, displayed and ended with, as text."""
    texts = [printed(notebook, cell_id)]
    for output in cell(notebook, cell_id).outputs:
        texts.append(output.get("data", {}).get("text/plain", ""))
    return "\n".join(text for text in texts if text)


def together(notebook: NotebookNode, cell_id: str) -> list[int]:
    """The numbers that a cell printed behind "together:"."""
    told = [line for line in printed(notebook, cell_id).splitlines() if "together:" in line]
    return [int(line.rpartition(" ")[2]) for line in told]
