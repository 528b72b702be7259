"""The README's pictures come out of one command, in both themes, and no wider than a README."""

import re
import shutil
import struct
from pathlib import Path

import pytest
from conftest import ROOT

from autograder import chromium, pictures
from autograder.book import diagrams

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(chromium.missing() is not None, reason=str(chromium.missing())),
]


def test_pictures_come_in_both_themes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In a copy: a diagram that nobody has drawn is for other tests to find.
    drawn = shutil.copytree(diagrams.FOLDER, tmp_path / "diagrams")
    monkeypatch.setattr(diagrams, "FOLDER", drawn)
    monkeypatch.setattr(pictures, "_FOLDER", tmp_path / "pictures")
    assert pictures.main() == 0
    made = {path.name: path.read_bytes() for path in (tmp_path / "pictures").iterdir()}
    shown = re.findall(r"\.github/pictures/([\w-]+\.png)", (ROOT / "README.md").read_text("utf-8"))
    assert set(shown) <= set(made)
    assert {path.name for path in (ROOT / ".github" / "pictures").iterdir()} == set(made)
    for name, png in made.items():
        width, height = struct.unpack(">II", png[16:24])
        assert 600 < width <= 900, name
        assert 150 < height < 700, name
        assert png != made[name.replace("light", "dark")] or "dark" in name
