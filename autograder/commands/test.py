"""`course test`: the course's own tests, by pytest."""

import importlib.util
import os
import sys

from autograder import project
from autograder.commands.handing_over import hand_over
from autograder.commands.versions import Which, test_on
from autograder.project import BadInput

WORKERS = 4  # more would only fight for the processors with the kernels the tests start


def test(words: list[str], *, quick: bool, versions: Which | None) -> int:
    """Run pytest in parallel with `words` added; returns its own exit status.

    With `versions`, in a fresh environment of these.
    """
    if quick:
        words = ["-m", "not slow", *words]
    if versions is not None:
        return test_on(versions, words)
    if importlib.util.find_spec("xdist") is None:
        raise BadInput("The test tools are not installed: `./course test` adds them.")
    workers = min(os.cpu_count() or 1, WORKERS)
    command = [sys.executable, "-m", "pytest", f"-n{workers}", "--dist=loadgroup"]
    return hand_over([*command, *words], project.root())
