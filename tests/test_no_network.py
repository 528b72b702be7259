"""A lesson, an exercise and JupyterLab where there is no network at all."""

import os
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT

from autograder import chromium

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.xdist_group("kernels"),
    pytest.mark.skipif(not shutil.which("bwrap"), reason="needs bubblewrap"),
    pytest.mark.skipif(bool(chromium.missing()), reason="needs a Chromium"),
]

WITHOUT = """
import socket, sys
import pytest
assert [name for _, name in socket.if_nameindex()] == ["lo"]
sys.exit(pytest.main(sys.argv[1:]))
"""


def test_a_lesson_an_exercise_and_jupyterlab_need_no_network() -> None:
    tests = ("test_lesson_00_runs_to_its_end", "test_an_answer_gets_its_card")
    said = subprocess.run(
        [
            *("bwrap", "--dev-bind", "/", "/", "--unshare-net", "--die-with-parent"),
            *(sys.executable, "-c", WITHOUT, "-q", "-p", "no:cacheprovider"),
            *(f"tests/test_browser.py::{test}" for test in tests),
        ],
        cwd=ROOT,
        env={name: text for name, text in os.environ.items() if not name.startswith("PYTEST")},
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stdout + said.stderr
    assert "2 passed" in said.stdout
