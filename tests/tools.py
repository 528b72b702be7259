"""Programs of others that tests run, in an environment of their own.

Their packages would otherwise be in the lock, and so with every learner. Where the package
index cannot be reached, their tests are skipped; never in CI.
"""

import hashlib
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PINS = Path(__file__).with_name("tools.txt")
FOLDER = Path(sys.prefix) / "test-tools"


@cache
def python() -> str:
    """The Python of that environment, which is made first where it is not there."""
    found = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, pins = FOLDER / "pins.txt", hashlib.sha256(PINS.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != pins:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(FOLDER)], check=True)
        said = subprocess.run(
            [str(found), "-m", "pip", "install", "--quiet", "-r", str(PINS)],
            capture_output=True,
            text=True,
        )
        if said.returncode:
            if os.environ.get("CI"):
                pytest.fail(f"tests/tools.txt cannot be installed:\n{said.stderr}")
            pytest.skip("tests/tools.txt cannot be installed: is there a network?")
        stamp.write_text(pins)
    return str(found)
