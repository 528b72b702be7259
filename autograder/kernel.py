"""A kernel that runs a notebook while nobody types: for `course check`, the book, and more.

run(notebook, path)                            # all of its cells
with started(notebook, path) as client:        # or one by one
    client.execute_cell(notebook.cells[0], 0)
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from nbclient import NotebookClient
from nbformat import NotebookNode
from traitlets.config import Config

UNRECORDED = ["--HistoryManager.enabled=False"]  # else kernels wait for each other's history file


def run(
    notebook: NotebookNode, path: Path, env: Mapping[str, str] | None = None, **options: Any
) -> None:
    """Run all cells of a notebook in a kernel of its own; see `started`.

    Raises `CellExecutionError` where a cell does. Not by nbclient's own `execute`, which breaks
    on Ctrl-C.
    """
    with started(notebook, path, env, **options) as client:
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
        client.set_widgets_metadata()


@contextmanager
def started(
    notebook: NotebookNode, path: Path, env: Mapping[str, str] | None = None, **options: Any
) -> Iterator[NotebookClient]:
    """A client whose kernel runs where `path`, its notebook, is; `options` are nbclient's.

    The kernel's own log is not shown. Raises `RuntimeError` when no kernel starts.
    """
    with tempfile.TemporaryDirectory(prefix="course-kernel-") as folder:
        client = NotebookClient(
            notebook,
            kernel_name=NATIVE_KERNEL_NAME,
            extra_arguments=UNRECORDED,
            resources={"metadata": {"path": str(path.parent)}},
            shutdown_kernel="immediate",
            config=_sockets(folder),
            **options,
        )
        with client.setup_kernel(env=env or os.environ, stderr=subprocess.DEVNULL):
            yield client


def _sockets(folder: str) -> Config:
    """Sockets in `folder`: a TCP port that Jupyter finds free may be taken before it is used."""
    ip = f"{folder}/kernel"
    if len(os.fsencode(f"{ip}-99")) > zmq.IPC_PATH_MAX_LEN:  # which is 0 on Windows
        return Config()
    return Config(KernelManager={"transport": "ipc", "ip": ip})
