"""The package's types hold, as mypy reads them with the settings of pyproject.toml."""

import subprocess
import sys

import pytest
from conftest import ROOT


@pytest.mark.slow
def test_the_types_hold() -> None:
    command = [sys.executable, "-m", "mypy"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert found.returncode == 0, found.stdout + found.stderr
