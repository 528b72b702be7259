"""`course test --versions`: which versions are tried, and which change is blamed for a failure."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Course

from autograder.commands import versions
from autograder.commands.versions import blame, floors, in_order

# -- blame -----------------------------------------------------------------------------------


def blamed(count: int, breaking: int, apart: Iterable[int] = ()) -> tuple[range | None, list[int]]:
    """Who is blamed where change `breaking` breaks; so many changes as in `apart` do not go."""
    asked: list[int] = []

    def passes(made: int) -> bool | None:
        asked.append(made)
        return None if made in apart else made <= breaking

    return blame(count, passes), asked


@pytest.mark.parametrize("count", [1, 2, 3, 10, 61])
def test_the_breaking_change_is_found(count: int) -> None:
    for breaking in range(count):
        found, asked = blamed(count, breaking)
        assert found == range(breaking, breaking + 1)
        assert len(asked) <= 1 + count.bit_length()
        assert len(set(asked)) == len(asked)


def test_what_cannot_be_told_apart_is_blamed_together() -> None:
    assert blamed(10, 4, apart=[4, 5])[0] == range(3, 6)
    assert blamed(10, 4, apart=range(1, 10))[0] == range(10)
    assert blamed(10, 4, apart=[1, 2, 8])[0] == range(4, 5)


def test_nothing_is_blamed_where_the_lock_fails_too() -> None:
    found, asked = blamed(10, -1)
    assert found is None
    assert asked == [0]


# -- what is tried ---------------------------------------------------------------------------


def test_a_package_comes_after_what_it_needs_and_close_to_it() -> None:
    needs = {"app": ["web", "data"], "web": ["core"], "core": [], "data": ["core", "app", "gone"]}
    assert in_order(needs) == ["core", "web", "data", "app"]
    assert in_order({"b": [], "a": ["c"], "c": []}) == ["b", "c", "a"]


def test_every_package_that_is_named_has_a_floor() -> None:
    found = floors()
    assert all("==" in pin for pin in found)
    assert {"fastapi", "pytest", "flit_core"} <= {pin.split("==")[0] for pin in found}


class Fake:
    """An environment in which the tests fail once `web` is newer than 1."""

    def __init__(self, folder: Path, python: str = "") -> None:
        self.python = python
        self.pins = {"core": "2", "web": "3", "extra": "1", "same": "1"}
        self.words: list[list[str]] = []

    def install(self, pins: list[str]) -> str:
        if "web==3" in pins and "core==1" in pins:
            return "web 3 needs core 2"
        self.pins.update(dict(pin.split("==") for pin in pins))
        return ""

    def install_alone(self, what: list[str]) -> str:
        print(f"installs: {' '.join(what)}")
        return "no such version" if "gone==1" in what else ""

    def post_build(self) -> str:
        print(f"runs postBuild, with {Path(self.python).name}")
        return ""

    def installed(self) -> dict[str, dict[str, Any]]:
        needs = {"web": ["core", "extra ; python_version > '3'"], "same": ["web ; extra == 'x'"]}
        return {
            name: {"version": version, "requires_dist": needs.get(name, [])}
            for name, version in self.pins.items()
        }

    def test(self, words: list[str]) -> int:
        print(f"tests: {' '.join(words)}")
        return int(self.pins["web"] == "3")

    def failed(self) -> list[str]:
        return ["tests/test_web.py::test_it"]


def test_newest_names_the_package_since_which_tests_fail(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course.root / "requirements.lock").write_text("# pins\ncore==1\nweb==1\nsame==1\n")
    monkeypatch.setattr(versions, "_Environment", Fake)
    said = course.run("test", "--versions", "newest", "-x")
    assert said.status == 1
    assert "3 packages are not as in requirements.lock" in said.out
    assert "core 1 -> 2\n  extra (not in the lock) -> 1\n  web 1 -> 3\n" in said.out
    assert said.out.index("tests: -x") < said.out.index("tests: tests/test_web.py::test_it")
    assert said.out.endswith("They fail since web 1 -> 3.\n")


def test_oldest_are_the_floors(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    (course.root / "requirements.lock").write_text("web==2\n")
    (course.root / "pyproject.toml").write_text(
        '[project]\ndependencies = ["web>=1,!=2"]\n[project.optional-dependencies]\nx = ["core>=1"]'
    )
    monkeypatch.setattr(versions, "_Environment", Fake)
    said = course.run("test", "--versions", "oldest", "--quick")
    assert said.status == 0
    assert "tests: -m not slow" in said.out
    (course.root / "pyproject.toml").write_text(
        '[project]\ndependencies = ["web"]\n[project.optional-dependencies]\n'
    )
    assert "sets no oldest version of web" in course.run("test", "--versions", "oldest").err


BINDER = """\
dependencies:
  - python={python}
  - pip
  - pip:
      - web==2
      - extra==1 ; sys_platform == 'win32'
"""


def test_binder_is_what_environment_yml_names(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "_Environment", Fake)
    here = "{}.{}".format(*sys.version_info)
    monkeypatch.setenv("PATH", str(course.root))
    (course.root / f"python{here}").symlink_to(sys.executable)
    file = course.root / "environment.yml"
    file.write_text(BINDER.format(python=here))
    said = course.run("test", "--versions", "binder", "-x")
    assert said.out == (
        "installs: web==2 extra==1 ; sys_platform == 'win32'\n"
        f"runs postBuild, with python{here}\ntests: -x\n"
    )
    assert said.status == 1
    file.write_text(BINDER.format(python=here).replace("web==2", "gone==1"))
    assert "cannot be installed.\nno such version" in course.run("test", "--versions", "binder").err
    file.write_text(BINDER.format(python="3.99"))
    assert "no python3.99 runs here" in course.run("test", "--versions", "binder").err


def test_the_workflow_runs_these_commands() -> None:
    text = (ROOT / ".github" / "workflows" / "newest.yml").read_text("utf-8")
    assert "./course test --versions ${{ matrix.versions }}" in text
