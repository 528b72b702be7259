"""`./course`, the launcher: what makes it set .venv up, and what each failure says."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT

from autograder.commands import doctor

NEEDED = ("course", "pyproject.toml", "requirements.lock", "LICENSE", "nbgrader_config.py")
OLD = sorted(Path.home().glob(".pyenv/versions/3.[6-9].*/bin/python"))
OLD += [Path(found) for minor in range(6, 11) if (found := shutil.which(f"python3.{minor}"))]


@pytest.fixture
def launcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The launcher as a module, in a checkout of its own, where no phase is really run."""
    loader = SourceFileLoader("launcher", str(ROOT / "course"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("launcher", loader))
    loader.exec_module(module)
    for name in "requirements.lock", "pyproject.toml":
        (tmp_path / name).write_text(name)
    put(module, tmp_path, monkeypatch)
    monkeypatch.setattr(module.shutil, "which", lambda name: None)
    monkeypatch.setattr(module, "SPACE", 0)
    module.phases = []

    def run(phase: str, command: list[str]) -> None:
        assert module.stamp() == [], "a stamp while .venv is being changed"
        module.phases.append((phase, command))
        module.ENV.mkdir(exist_ok=True)
        module.PYTHON.touch()
        if "packages" in phase:  # as flit and pip do it
            link = site(module) / "autograder.pth"
            link.parent.mkdir(parents=True, exist_ok=True)
            link.write_text(str(module.ROOT), "utf-8")

    module.really_run = module.run
    monkeypatch.setattr(module, "run", run)
    return module


def site(launcher: ModuleType) -> Path:
    """Where packages are installed in .venv."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(launcher.ENV)}))


def put(launcher: ModuleType, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the launcher stand in `root`."""
    env = root / ".venv"
    places = {"ROOT": root, "LOCK": root / "requirements.lock", "ENV": env}
    for name, place in {**places, "PYTHON": env / "python", "STAMP": env / "stamp"}.items():
        monkeypatch.setattr(launcher, name, place)


def names(launcher: ModuleType) -> list[str]:
    found = [phase.split()[-1] for phase, _ in launcher.phases]
    launcher.phases.clear()
    return found


# -- when .venv is set up --------------------------------------------------------------------


def test_a_second_start_takes_no_set_up(launcher: ModuleType) -> None:
    assert not launcher.is_ready("lab")
    launcher.set_up("lab")
    assert names(launcher) == [".venv", "backend", "packages", "caches"]
    assert launcher.is_ready("lab")


def test_test_tools_are_added_once_and_serve_the_lab_too(launcher: ModuleType) -> None:
    launcher.set_up("lab")
    assert not launcher.is_ready("test")
    names(launcher)
    launcher.set_up("test")
    assert launcher.phases[1][1][-1].endswith("[test]")
    assert names(launcher) == ["backend", "packages", "caches"]
    assert launcher.is_ready("test")
    assert launcher.is_ready("lab")


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_updates_what_is_there(changed: str, launcher: ModuleType) -> None:
    launcher.set_up("test")
    (launcher.ROOT / changed).write_text("changed")
    assert not launcher.is_ready("lab")
    names(launcher)
    launcher.set_up("lab")
    assert names(launcher) == ["backend", "packages", "caches"]
    assert launcher.is_ready("test"), "the test tools are kept, and kept up to date"


def test_another_python_or_place_makes_it_anew(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    launcher.set_up("lab")
    names(launcher)
    with monkeypatch.context() as other:
        other.setattr(launcher.sys, "version_info", (3, 99, 0))
        assert not launcher.is_ready("lab")
        launcher.set_up("lab")
        assert names(launcher)[0] == ".venv"
    assert not launcher.is_ready("lab")
    launcher.set_up("lab")
    moved = launcher.ROOT.with_name("moved")
    launcher.ROOT.rename(moved)
    put(launcher, moved, monkeypatch)
    assert not launcher.is_ready("lab")


def test_an_interrupted_set_up_heals_itself(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    launcher.set_up("lab")
    (launcher.ROOT / "requirements.lock").write_text("changed")
    whole_run = launcher.run

    def interrupted(phase: str, command: list[str]) -> None:
        if "packages" in phase:
            raise KeyboardInterrupt
        whole_run(phase, command)

    monkeypatch.setattr(launcher, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        launcher.set_up("lab")
    assert not launcher.is_ready("lab")
    monkeypatch.setattr(launcher, "run", whole_run)
    names(launcher)
    launcher.set_up("lab")
    making = launcher.phases[0][1]
    assert "--clear" in making, "what was half installed is not built upon"
    assert launcher.is_ready("lab")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize(
    "uv, installs",
    [
        ("exit 0", ["uv", "pip", "install"]),
        ("exit 127", ["python", "-m", "pip"]),
        (None, ["python", "-m", "pip"]),
    ],
)
def test_uv_is_used_where_it_runs(
    uv: str | None, installs: list[str], launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = launcher.ROOT / "uv"
    if uv is not None:
        found.write_text(f"#!/bin/sh\n{uv}\n")
        found.chmod(0o755)
    monkeypatch.setattr(launcher.shutil, "which", lambda name: str(found))
    launcher.set_up("lab")
    commands = [command for _, command in launcher.phases]
    assert commands[0][1:3] == ["-m", "venv"]
    for command in commands[1:3]:
        assert [Path(command[0]).name, *command[1:3]] == installs


def test_two_starts_at_once_wait_for_each_other(launcher: ModuleType) -> None:
    with launcher.only_one(), open(launcher.ROOT / ".course" / "setup.lock") as second:
        assert not launcher.locked(second)
    with open(launcher.ROOT / ".course" / "setup.lock") as third:
        assert launcher.locked(third)


def test_the_course_is_found_whatever_letters_its_path_has(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(launcher.ROOT, launcher.ROOT / "José" / "курс")
    put(launcher, launcher.ROOT / "José" / "курс", monkeypatch)
    (launcher.ROOT / "autograder.py").write_text("")
    launcher.set_up("lab")
    code = "import site, sys; site.addsitedir(sys.argv[1]); import autograder"
    command = [sys.executable, "-I", "-S", "-c", code, site(launcher)]
    subprocess.run(command, env=os.environ | {"LC_ALL": "C"}, check=True)
    assert (site(launcher) / "autograder.pth").read_bytes().isascii()


def test_what_pip_is_told_elsewhere_of_where_to_install_does_not_count(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
    for name in elsewhere:
        monkeypatch.setenv(name, str(launcher.ROOT))
    code = f"import os, sys; sys.exit(any(os.environ[name] for name in {elsewhere}))"
    launcher.really_run("Looking", [sys.executable, "-c", code])


@pytest.mark.skipif(os.name == "nt", reason="links are not everybody's there")
@pytest.mark.parametrize("name", [".venv", ".course"])
@pytest.mark.parametrize("target", [None, "nowhere", ".venv", ".course"])
def test_what_stands_where_a_folder_should_is_named(
    name: str, target: str | None, launcher: ModuleType
) -> None:
    if target is None:
        (launcher.ROOT / name).write_text("a file")
    else:  # a link to nowhere, or in a circle
        (launcher.ROOT / name).symlink_to(target)
    said = launcher.start(["lab"])
    assert said == f"{launcher.ROOT / name} is no folder: remove it, then start again."
    assert launcher.phases == []


# -- what it says ----------------------------------------------------------------------------


def test_help_needs_no_set_up(launcher: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert launcher.start(["--help"]) == launcher.start([]) == 0
    assert "./course lab" in capsys.readouterr().out
    assert launcher.phases == []


FAILURES = {
    "OSError: [Errno 28] No space left on device": "The disk is full",
    "[Errno 13] Permission denied: '/opt/course/.course'": "Cannot write to",
    "[Errno 30] Read-only file system": "Cannot write to",
    "NewConnectionError('Failed to establish a new connection')": "Cannot reach the package index",
    "Temporary failure in name resolution": "Cannot reach the package index",
    "error sending request for url; client error (Connect)": "Cannot reach the package index",
    "The virtual environment was not created because ensurepip is not available": "python3-venv",
}


@pytest.mark.parametrize("said", FAILURES)
def test_a_known_failure_is_one_line_on_what_to_do(said: str, launcher: ModuleType) -> None:
    sentence = launcher.advice(f"much\noutput\n{said}\nand more")
    assert FAILURES[said] in sentence
    assert "\n" not in sentence


def test_an_unknown_failure_shows_the_end_of_what_was_said(launcher: ModuleType) -> None:
    sentence = launcher.advice("\n".join(f"line {number}" for number in range(99)))
    assert "line 98\nThe set-up failed" in sentence
    assert "line 70" not in sentence


def test_a_python_newer_than_the_lock_is_named(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert launcher.TRIED == doctor.TRIED[1]
    monkeypatch.setattr(launcher.sys, "version_info", (3, 99, 0))
    assert "for example: python3.13 course lab" in launcher.advice("no such wheel")


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), KeyboardInterrupt()])
def test_no_failure_is_a_traceback(
    error: BaseException, launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(extra: str) -> None:
        raise error

    monkeypatch.setattr(launcher, "set_up", fail)
    expected = 130 if isinstance(error, KeyboardInterrupt) else launcher.advice(str(error))
    assert launcher.start(["lab"]) == expected


def test_without_room_or_ensurepip_nothing_is_begun(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher, "SPACE", 10**18)
    assert "disk is full" in launcher.start(["lab"])
    monkeypatch.setattr(launcher.importlib.util, "find_spec", lambda name: None)
    assert "python3-venv" in launcher.start(["lab"])
    assert launcher.phases == []


def test_a_closed_stdout_is_no_failure(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert launcher.start(["--help"]) == 0


def test_an_old_python_can_parse_it() -> None:
    ast.parse((ROOT / "course").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.skipif(not OLD, reason="no Python older than 3.11 is installed")
def test_an_old_python_gets_one_line(tmp_path: Path) -> None:
    shutil.copy(ROOT / "course", tmp_path)
    said = subprocess.run([OLD[0], tmp_path / "course", "lab"], capture_output=True, text=True)
    assert said.returncode == 1
    assert said.stderr.startswith("The course needs Python 3.11 or newer, and this is 3.")
    assert len(said.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be replaced there")
@pytest.mark.parametrize("python", [sys.executable, *OLD[:1]])
def test_what_is_set_up_serves_whichever_python_starts_it(python: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "course", tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    own = tmp_path / ".venv" / "bin" / "python"
    own.write_text('#!/bin/sh\necho "$@"\n')
    own.chmod(0o755)
    command = [python, str(tmp_path / "course"), "check", "01"]
    (tmp_path / ".venv" / "course-stamp.txt").touch()
    said = subprocess.run(command, capture_output=True, text=True)
    assert said.stdout.split() == command[1:]


# -- for real --------------------------------------------------------------------------------


def checkout(folder: Path) -> Path:
    folder.mkdir()
    for name in NEEDED:
        shutil.copy(ROOT / name, folder)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "autograder", folder / "autograder", ignore=ignored)
    return folder


def start(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "course", *words],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=900,
    )


@pytest.mark.slow
def test_without_a_network_it_says_so(tmp_path: Path) -> None:
    nowhere = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_RETRIES": "1",
        "PATH": os.defpath,
    }
    said = start(checkout(tmp_path / "course"), "lab", **nowhere)
    assert said.returncode == 1
    assert said.stderr.startswith("Cannot reach the package index")
    assert len(said.stderr.splitlines()) == 1


@pytest.mark.slow
def test_a_real_set_up(tmp_path: Path) -> None:
    folder = checkout(tmp_path / "a course")
    first = start(folder, "progress")
    if "Cannot reach the package index" in first.stderr:
        pytest.skip("the package index cannot be reached")
    assert first.returncode == 0, first.stderr
    assert first.stderr == ""
    assert first.stdout.endswith("Ready.\n\n0 of 0 tasks passed.\n")

    assert start(folder, "progress").stdout == "\n0 of 0 tasks passed.\n"

    on_path = folder / ".venv" / ("Scripts" if os.name == "nt" else "bin") / "course"
    said = subprocess.run([on_path, "doctor"], cwd=tmp_path, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout
    assert said.stderr == ""
    assert "each as in requirements.lock" in said.stdout

    tested = start(folder, "test", "--version")
    assert tested.returncode == 0, tested.stderr
    assert "Making .venv" not in tested.stdout
