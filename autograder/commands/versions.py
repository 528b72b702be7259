"""`course test --versions`: the tests with other packages than those of requirements.lock.

newest    the newest versions that pyproject.toml allows; when tests fail, it is found since
          which package's change they do
oldest    of each package that pyproject.toml names, the oldest version that it allows
binder    what environment.yml and postBuild make, with the Python that is named there

Each has a fresh environment, which is gone afterwards. The first two are of the Python that
runs this.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from autograder import lock, project
from autograder.project import BadInput

Which = Literal["newest", "oldest", "binder"]


class Change(NamedTuple):
    """A package whose newest version is not the lock's. `old` is None where that has none."""

    name: str
    old: str | None
    new: str

    def __str__(self) -> str:
        return f"{self.name} {self.old or '(not in the lock)'} -> {self.new}"


def test_on(which: Which, words: list[str]) -> int:
    """Run pytest with `words` on those versions; returns its status.

    Raises `BadInput` when they cannot be installed together.
    """
    with tempfile.TemporaryDirectory(prefix=f"course-{which}-") as folder:
        if which == "binder":
            return _binder(Path(folder)).test(words)
        environment = _Environment(Path(folder))
        if why := environment.install(floors() if which == "oldest" else []):
            raise BadInput(f"The {which} versions cannot be installed together.\n{why}")
        changes = _changes(environment)
        print(f"{len(changes)} packages are not as in requirements.lock:")
        print("\n".join(f"  {change}" for change in changes), flush=True)
        status = environment.test(words)
        if status and which == "newest":
            _find_out(environment, changes, words)
        return status


def _binder(folder: Path) -> "_Environment":
    """The environment of environment.yml's Python and pip lines, with postBuild run in it."""
    text = (project.root() / "environment.yml").read_text(encoding="utf-8")
    [python] = re.findall(r"^  - python=([\d.]+)$", text, re.MULTILINE)
    found = shutil.which(f"python{python}")
    # What pyenv puts there for a version that is not chosen is found, and does not run.
    if found is None or subprocess.run([found, "--version"], capture_output=True).returncode:
        raise BadInput(f"environment.yml names Python {python}: no python{python} runs here.")
    environment = _Environment(folder, found)
    if why := environment.install_alone(re.findall(r"^ {6}- (.+)$", text, re.MULTILINE)):
        raise BadInput(f"The packages of environment.yml cannot be installed.\n{why}")
    if why := environment.post_build():
        raise BadInput(f"postBuild failed.\n{why}")
    return environment


def floors() -> list[str]:
    """The oldest version that pyproject.toml allows of each package it names, as pins."""
    text = (project.root() / "pyproject.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)["project"]
    needs = sum(listed["optional-dependencies"].values(), start=listed["dependencies"])
    return [_floor(Requirement(need)) for need in needs]


def _floor(need: Requirement) -> str:
    oldest = [one.version for one in need.specifier if one.operator == ">="]
    if len(oldest) != 1:
        raise BadInput(f"pyproject.toml sets no oldest version of {need.name}.")
    return f"{need.name}=={oldest[0]}"


def _changes(environment: "_Environment") -> list[Change]:
    """What is not as in the lock, each package below those that it needs."""
    pins = ((canonicalize_name(pin.name), str(pin.specifier)) for pin in lock.pins())
    locked: dict[str, str] = {name: pinned.removeprefix("==") for name, pinned in pins}
    installed = environment.installed()
    needs = {name: _needs(metadata) for name, metadata in installed.items()}
    return [
        Change(name, locked.get(name), installed[name]["version"])
        for name in in_order(needs)
        if name not in _OURS and locked.get(name) != installed[name]["version"]
    ]


_OURS = ("async-fastapi-course", "pip", "setuptools")  # the course itself, and what venv brings


def _needs(metadata: Mapping[str, Any]) -> list[str]:
    needs = [Requirement(line) for line in metadata.get("requires_dist", [])]
    return [
        canonicalize_name(need.name)
        for need in needs
        if need.marker is None or need.marker.evaluate({"extra": ""})
    ]


def in_order(needs: Mapping[str, Iterable[str]]) -> list[str]:
    """The names, each after those that it needs and close to them."""
    order: dict[str, None] = {}
    begun = set()

    def visit(name: str) -> None:
        if name in needs and name not in begun:
            begun.add(name)
            for need in needs[name]:
                visit(need)
            order[name] = None

    for name in needs:
        visit(name)
    return list(order)


def _find_out(environment: "_Environment", changes: list[Change], words: list[str]) -> None:
    """Say since which change the tests fail that have just failed."""
    words = environment.failed() or words

    def passes(newer: int) -> bool | None:
        pins = [f"{change.name}=={change.new}" for change in changes[:newer]]
        pins += [f"{change.name}=={change.old}" for change in changes[newer:] if change.old]
        print(f"\nWith {newer} of the {len(changes)} changes:", flush=True)
        if environment.install(pins):
            print("these versions do not go together.", flush=True)
            return None
        return environment.test(words) == 0

    breaking = blame(len(changes), passes)
    if breaking is None:
        print("\nThey do not pass on the versions of the lock either: no change is to blame.")
    elif len(breaking) == 1:
        print(f"\nThey fail since {changes[breaking.start]}.")
    else:
        print("\nThey fail since one of these, which cannot be installed one by one:")
        print("\n".join(f"  {changes[number]}" for number in breaking))


def blame(count: int, passes: Callable[[int], bool | None]) -> range | None:
    """Of `count` changes, made one after the other, the one that breaks the tests.

    `passes` says whether they pass with so many changes made; None where these cannot be
    made without others. More than one change is given where that keeps them from being told
    apart, and None where the tests do not pass without any.
    """
    if not passes(0):
        return None
    good, bad, untried = 0, count, set(range(count))
    while between := [number for number in untried if good < number < bad]:
        middle = sorted(between)[len(between) // 2]
        untried.remove(middle)
        outcome = passes(middle)
        if outcome is True:
            good = middle
        elif outcome is False:
            bad = middle
    return range(good, bad)


class _Environment:
    """A virtual environment with the course and its test tools."""

    def __init__(self, folder: Path, python: str = sys.executable) -> None:
        self._cache = folder / "pytest"
        env = folder / "env"
        subprocess.run([python, "-m", "venv", str(env)], check=True)
        self._python = str(env / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))

    def install(self, pins: list[str]) -> str:
        """Bring it to these versions, all others as new as can be or as they are.

        Why that cannot be, in pip's words; nothing when it is done.
        """
        return self.install_alone(["--editable", f"{project.root()}[test]", *pins])

    def install_alone(self, what: list[str]) -> str:
        """Install this and what it needs; why that cannot be, as above."""
        said = self._pip("install", "--quiet", *what)
        return said.stderr if said.returncode else ""

    def post_build(self) -> str:
        """Run Binder's last step in it; all that it said when it failed, else nothing."""
        path = os.pathsep.join([str(Path(self._python).parent), os.environ.get("PATH", os.defpath)])
        said = subprocess.run(
            ["bash", "postBuild"],
            cwd=project.root(),
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
        )
        return said.stdout + said.stderr if said.returncode else ""

    def installed(self) -> dict[str, dict[str, Any]]:
        """The metadata of each package in it, by name."""
        found = json.loads(self._pip("inspect").stdout)["installed"]
        return {canonicalize_name(one["metadata"]["name"]): one["metadata"] for one in found}

    def _pip(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [self._python, "-m", "pip", "--disable-pip-version-check", *words]
        return subprocess.run(command, capture_output=True, text=True)

    def test(self, words: list[str]) -> int:
        """Run `course test` in it; pytest's status."""
        words = ["test", *words, "-o", f"cache_dir={self._cache}"]
        command = [self._python, "-m", "autograder", *words]
        return subprocess.run(command, cwd=project.root()).returncode

    def failed(self) -> list[str]:
        """The tests that failed when they were last run; none if pytest broke off before."""
        noted = self._cache / "v" / "cache" / "lastfailed"
        return list(json.loads(noted.read_text("utf-8"))) if noted.is_file() else []
