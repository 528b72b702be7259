"""Becoming another program, for commands whose work is another program's."""

import os
import signal
import subprocess
from pathlib import Path


def hand_over(command: list[str], folder: Path) -> int:
    """Go on as `command` in `folder`, which gets Ctrl-C; returns its status, if it returns.

    Windows cannot replace a process, so there this one waits for the other.
    """
    os.chdir(folder)
    if os.name != "nt":
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command)
