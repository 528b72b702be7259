"""`course bench`: how long lessons, exercises and verdicts take here, and how much memory.

Everything runs as a learner would run it: each notebook in a fresh kernel, one after the other.
"""

import subprocess
import time
from pathlib import Path

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from autograder import project
from autograder.bank import submissions
from autograder.notebooks import notebooks, read
from autograder.soak import print_table, run_bank

_RUNS = 1  # of each answer of the bank

# In MiB; the system's own figure is in KiB, on macOS in bytes.
_PEAK = """\
import resource, sys
unit = 2**20 if sys.platform == "darwin" else 2**10
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit)
"""


def bench() -> int:
    """Print the figures; 1 when a verdict was wrong, else 0."""
    lessons = sorted((project.root() / "notebooks").glob("*.ipynb"))
    print(f"{'notebook':<40}{'imports, s':>11}{'all, s':>8}{'peak, MiB':>11}", flush=True)
    total = sum(_notebook(path) for path in [*lessons, *notebooks("solutions")])
    print(f"{'all':<40}{'':>11}{total:>8.1f}")
    seconds, wrong = run_bank(submissions(), _RUNS)
    print_table(seconds)
    return 1 if wrong else 0


def _notebook(path: Path) -> float:
    """Run one notebook and print its row; the seconds it took, the kernel's start included."""
    notebook = read(path)
    client = NotebookClient(
        notebook,
        kernel_name=NATIVE_KERNEL_NAME,
        resources={"metadata": {"path": str(path.parent)}},
        shutdown_kernel="immediate",
    )
    began, imports = time.perf_counter(), 0.0
    with client.setup_kernel(stderr=subprocess.DEVNULL):
        for index, cell in enumerate(notebook.cells):
            started = time.perf_counter()
            client.execute_cell(cell, index)
            if cell.cell_type == "code" and not imports:
                imports = time.perf_counter() - started
        took = time.perf_counter() - began
        notebook.cells.append(new_code_cell(_PEAK))
        peak = client.execute_cell(notebook.cells[-1], len(notebook.cells) - 1).outputs[0].text
    room = "lesson" if path.parent.name == "notebooks" else "solution"
    print(f"{room:<9}{path.stem:<31}{imports:>11.1f}{took:>8.1f}{int(peak):>11}", flush=True)
    return took
