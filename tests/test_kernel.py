"""A kernel for a notebook: it starts whoever else takes ports, and leaves nothing behind."""

import os
import socket
import tempfile
from pathlib import Path

import pytest
import zmq
from jupyter_client.provisioning.local_provisioner import LocalPortCache
from nbformat.v4 import new_code_cell, new_notebook

from autograder.kernel import started

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kernels")]


@pytest.mark.parametrize("long", [0, 100], ids=["sockets", "too long a path for a socket"])
def test_it_runs_where_its_notebook_is_and_leaves_nothing(tmp_path, monkeypatch, long: int) -> None:
    notebook = new_notebook(
        cells=[new_code_cell("import os; print(os.getcwd(), os.environ['ONE'])")]
    )
    with tempfile.TemporaryDirectory(prefix="t" * long) as temporary:
        monkeypatch.setattr(tempfile, "tempdir", temporary)
        with started(notebook, tmp_path / "a.ipynb", os.environ | {"ONE": "1"}) as client:
            client.execute_cell(notebook.cells[0], 0)
        assert os.listdir(temporary) == []
    assert notebook.cells[0].outputs[0].text == f"{tmp_path} 1\n"


@pytest.mark.skipif(not zmq.IPC_PATH_MAX_LEN, reason="no sockets but TCP here")
def test_a_port_that_somebody_takes_meanwhile_hinders_no_kernel(monkeypatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(LocalPortCache, "find_available_port", lambda *_: port)
        with started(new_notebook(), Path("a.ipynb")):
            pass
