"""Lessons, executed as a learner does: top to bottom, in a fresh kernel of their own."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from autograder import kernel

LESSONS = Path(__file__).resolve().parents[2] / "notebooks"


@pytest.fixture(scope="session")
def executed() -> Callable[[str], NotebookNode]:
    """Gives the lesson `name`, executed once; an error or a word on stderr fails the test.

    A cell that is to end in an error carries the tag `raises-exception`.
    """
    return cache(_execute)


def _execute(name: str) -> NotebookNode:
    path = LESSONS / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    # As in an instructor's grading: the learner's own progress is left alone.
    kernel.run(notebook, path, os.environ | {"NBGRADER_EXECUTION": "autograde"}, timeout=120)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.get("name") != "stderr", f"{cell.id} wrote to stderr: {output.text}"
    return notebook


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """To execute a lesson takes long."""
    for item in items:
        if "executed" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
