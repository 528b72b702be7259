"""`course test`: the course's own tests, by pytest."""

import importlib.util
import os
import sys

from autograder import project
from autograder.commands.handing_over import hand_over
from autograder.project import BadInput

WORKERS = 4  # more would only fight for the processors with the kernels the tests start


def test(words: list[str], *, quick: bool) -> int:
    """Run pytest in parallel with `words` added; returns its own exit status."""
    if importlib.util.find_spec("xdist") is None:
        raise BadInput("The test tools are not installed: `./course test` adds them.")
    workers = min(os.cpu_count() or 1, WORKERS)
    command = [sys.executable, "-m", "pytest", f"-n{workers}", "--dist=loadgroup"]
    if quick:
        command += ["-m", "not slow"]
    return hand_over([*command, *words], project.root())
