"""The lock and what is made from it fit together, and say nothing of who made them."""

import re
import subprocess
import tomllib

import yaml
from conftest import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PINS = [
    line
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_nothing_that_a_run_leaves_behind_is_committed() -> None:
    command = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == ""


def test_nothing_that_a_class_leaves_behind_can_be_committed() -> None:
    rooms = ("downloaded", "submitted", "autograded", "feedback")
    left = [*(f"{room}/file" for room in rooms), "gradebook.db", "grades.csv"]
    command = ["git", "check-ignore", "--no-index", *left]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.split() == left


def test_every_line_of_the_lock_is_a_pin() -> None:
    assert [line for line in PINS if not re.match(r"[\w.-]+==[\w.]+( ; |$)", line)] == []


def test_no_address_and_no_path_is_in_the_lock() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|--(?:extra-)?index|--find-links|(?<!\S)/\S+", text) == []


def test_the_lock_fits_pyproject() -> None:
    """Its pins are those of pyproject's dependencies, on every Python and system."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [Requirement(line) for line in sum(extras, start=project["dependencies"])]
    pins = [Requirement(line) for line in PINS]
    for need in wanted:
        versions = [
            str(pin.specifier).removeprefix("==")
            for pin in pins
            if canonicalize_name(pin.name) == canonicalize_name(need.name)
        ]
        assert versions, f"{need.name} is not in the lock"
        assert all(version in need.specifier for version in versions), need


def test_binder_gets_the_pins_of_the_lock() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python, _, pip = environment["dependencies"]
    assert re.fullmatch(r"python=3\.1[1-3]", python), "repo2docker understands one `=` only"
    assert pip["pip"] == PINS
