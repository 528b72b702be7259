"""Every link of every notebook leads to a file that is there."""

import re
from pathlib import Path

import nbformat
import pytest

from lessons.conftest import LESSONS

ROOT = LESSONS.parent
NOTEBOOKS = sorted([*LESSONS.glob("*.ipynb"), *(ROOT / "solutions").glob("*/*.ipynb")])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_links_resolve(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    prose = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    targets = re.findall(r"\]\((?!\w+:)([^)#\s]+)", prose)
    assert targets, "a notebook without a way to go on"
    assert [target for target in targets if not (path.parent / target).exists()] == []
