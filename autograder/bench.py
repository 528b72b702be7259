"""`course bench`: how long lessons, exercises and verdicts take here, and how much memory.

Everything runs as a learner would run it: each notebook in a fresh kernel, one after the other,
beside JupyterLab. The memory is that of JupyterLab, the kernel, and all that these start.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from autograder import project
from autograder.bank import submissions
from autograder.kernel import started
from autograder.memory import Peak
from autograder.notebooks import lessons, notebooks, read
from autograder.project import BadInput
from autograder.soak import print_table, run_bank

_RUNS = 1  # of each answer of the bank
_GRACE = 20  # seconds that JupyterLab may take to stop


def bench() -> int:
    """Print the figures; 1 when a verdict was wrong, else 0."""
    print(f"{'notebook':<40}{'imports, s':>11}{'all, s':>8}{'memory, MiB':>13}", flush=True)
    with _jupyterlab():
        rows = [_notebook(path) for path in [*lessons(project.root()), *notebooks("solutions")]]
    seconds, memory = zip(*rows, strict=True)
    print(f"{'all':<40}{'':>11}{sum(seconds):>8.1f}{max(memory):>13.0f}", flush=True)
    verdicts, wrong = run_bank(submissions(), _RUNS)
    print_table(verdicts)
    return 1 if wrong else 0


@contextmanager
def _jupyterlab() -> Iterator[None]:
    """Serve it for the block, after its page was opened."""
    command = [sys.executable, "-m", "autograder", "lab", "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert server.stdout is not None
            for line in server.stdout:
                if address := re.search(r"http://\S+token=\w+", line):
                    break
            else:
                raise BadInput("JupyterLab does not start: `course doctor` looks for the cause.")
            httpx.get(address[0], follow_redirects=True).raise_for_status()
            yield
        finally:
            server.terminate()
            try:
                server.wait(_GRACE)
            except subprocess.TimeoutExpired:  # it does not stop while it starts a kernel
                server.kill()


def _notebook(path: Path) -> tuple[float, float]:
    """Run one notebook and print its row: the seconds, with the kernel's start, and the MiB."""
    notebook = read(path)
    began, imports = time.perf_counter(), 0.0
    with Peak() as memory, started(notebook, path) as client:
        for index, cell in enumerate(notebook.cells):
            cell_began = time.perf_counter()
            client.execute_cell(cell, index)
            if cell.cell_type == "code" and not imports:
                imports = time.perf_counter() - cell_began
        took = time.perf_counter() - began
    room = "lesson" if path.parent.name == "notebooks" else "solution"
    print(f"{room:<9}{path.stem:<31}{imports:>11.1f}{took:>8.1f}{memory.mib:>13.0f}", flush=True)
    return took, memory.mib
