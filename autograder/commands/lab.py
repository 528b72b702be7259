"""`course lab`: JupyterLab, opened on the start page, which has a card in its launcher."""

import errno
import os
import socket
import sys
from pathlib import Path

from autograder import project
from autograder.commands.handing_over import hand_over
from autograder.project import BadInput

FIRST = "notebooks/00_start_here.ipynb"


def lab(*, browser: bool, port: int | None) -> int:
    """Serve JupyterLab until it is stopped. Raises `BadInput` when `port` cannot be had."""
    ours = Path(__file__).parent.parent / "jupyter"
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={project.root()}",
        f"--LabApp.default_url=/lab/tree/{FIRST}",
        f"--LabApp.extra_labextensions_path={ours / 'labextensions'}",
        # Else every kernel warns in this terminal that its connection is not encrypted.
        "--KernelManager.transport_encryption=auto",
        "--LabApp.log_level=ERROR",
        "--ServerApp.log_level=ERROR",
    ]
    if port is not None:
        _must_be_free(port)
        command += [f"--port={port}", "--ServerApp.port_retries=0"]
    if not browser:
        command.append("--no-browser")
    if os.name != "nt" and os.geteuid() == 0:
        command.append("--allow-root")  # in a container there may be nobody else
    # With it, nothing asks the network for news or updates, nor the learner whether it may.
    others = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [str(ours), others]))
    print("JupyterLab is starting. To stop it, press Ctrl-C here, twice.", flush=True)
    # nbgrader reads its settings from the folder it starts in.
    return hand_over(command, project.root())


def _must_be_free(port: int) -> None:
    if not 0 < port < 65536:
        raise BadInput(f"{port} is not a port: it must be from 1 to 65535.")
    with socket.socket() as trial:
        if os.name != "nt":  # connections that have just ended are not in JupyterLab's way
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except PermissionError:
            raise BadInput(
                f"Port {port} is not open to you: choose another one, above 1023."
            ) from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise BadInput(f"Port {port} is taken: choose another one with --port.") from None
