"""Asks for a kernel that is not there, and for cells that are no cells."""

import json


def hand_in(notebook, path):
    notebook.metadata["kernelspec"] = {"name": "julia-9", "display_name": "x", "language": "julia"}
    made = json.loads(json.dumps(notebook))
    made["cells"] += [{"cell_type": "widget"}, {"cell_type": "code", "source": 3, "metadata": None}]
    path.write_text(json.dumps(made), "utf-8")
