"""`course doctor`: what is installed and works here, and what to do about what does not."""

import importlib.metadata
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from autograder import project
from autograder.project import BadInput

# What is not the standard library's is imported where it is used: that it cannot be is a finding.

NAME = "async-fastapi-course"
TRIED = ((3, 11), (3, 13))  # the oldest and the newest Python the course is tested on
PORT = 8888  # JupyterLab's own choice
SPACE = 200_000_000


def doctor() -> int:
    """Print each finding; returns 1 when one of them keeps the course from running."""
    well = True
    for fine, what in _findings():
        print(f"{'ok' if fine else 'NO':<4}{what}", flush=True)
        well = well and fine
    return 0 if well else 1


def _findings() -> Iterator[tuple[bool, str]]:
    asked = (_python, _packages, _kernel, _provider, _port, _evidence, _git, _room, _progress)
    for finding in asked:
        try:
            yield finding()
        except (ImportError, AttributeError) as error:  # a package is broken, or shadowed
            shadowed = "start again without PYTHONPATH" if os.environ.get("PYTHONPATH") else ""
            yield False, f"{error}; {shadowed or _mend()}"


def _python() -> tuple[bool, str]:
    found = f"Python {sys.version.split()[0]} ({sys.executable})"
    oldest, newest = TRIED
    if sys.version_info[:2] < oldest:
        return False, f"{found}: too old, the course needs {oldest[0]}.{oldest[1]} or newer"
    if sys.version_info[:2] > newest:
        return True, f"{found}: newer than {newest[0]}.{newest[1]}, the last one that was tried"
    return True, found


def _packages() -> tuple[bool, str]:
    from autograder import lock

    if missing := _missing():
        return False, f"not installed: {', '.join(missing)}; {_mend()}"
    try:
        pins = lock.pins()
    except BadInput as error:
        return False, str(error)
    # What is not installed at all is a test tool: `course lab` does without.
    found = [(pin, version) for pin in pins if (version := _version(pin.name)) is not None]
    other = [f"{pin.name} {version}" for pin, version in found if version not in pin.specifier]
    if other:
        return False, f"not as in requirements.lock: {', '.join(other)}; {_mend()}"
    return True, f"{len(found)} packages, each as in requirements.lock"


def _mend() -> str:
    """What to type to have this environment as the course wants it."""
    if Path(sys.prefix) == project.root() / ".venv":
        return f"delete {sys.prefix}, then start `./course lab`: it makes that anew"
    return f"in {project.root()}, type `pip install -r requirements.lock -e .`"


def _missing() -> list[str]:
    """The packages that the course needs, or that one of these needs, and that are not there."""
    from packaging.requirements import Requirement

    missing = []
    wanted = [(NAME, "")]  # names, each with an extra or none; grows while it is gone through
    for name, extra in wanted:
        try:
            needs = map(Requirement, importlib.metadata.requires(name) or [])
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
            continue
        for need in needs:
            if need.marker is None or need.marker.evaluate({"extra": extra}):
                also = [(need.name.lower(), one) for one in ("", *need.extras)]
                wanted += [one for one in also if one not in wanted]
    return list(dict.fromkeys(missing))


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _kernel() -> tuple[bool, str]:
    """Start one as JupyterLab would, and ask it which Python it is."""
    from jupyter_client.manager import start_new_kernel

    from autograder.kernel import UNRECORDED

    said: list[str] = []
    try:
        manager, client = start_new_kernel(
            startup_timeout=60, stderr=subprocess.DEVNULL, extra_arguments=UNRECORDED
        )
        try:
            client.execute_interactive(
                "import sys, autograder; print(sys.prefix)",
                timeout=60,
                output_hook=lambda message: said.append(str(message["content"].get("text", ""))),
            )
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    except Exception as error:  # whatever it is, it is the finding
        why = f"no kernel starts: {type(error).__name__}: {error}"
        return False, f"{why}; `jupyter kernelspec list` shows the file it starts from"
    prefix = "".join(said).strip()
    if prefix != sys.prefix:
        place = prefix or "an environment without the course"
        own = "`python -m ipykernel install --sys-prefix` gives this one a kernel of its own"
        return False, f"the kernel runs in {place}; {own}"
    return True, "a kernel starts, with the course in it"


def _provider() -> tuple[bool, str]:
    from autograder.provider import ProviderError, configure

    try:
        provider = configure()
    except ProviderError as error:
        return False, str(error)
    if provider == "offline":
        return True, "lessons and checks use the offline model: no key, no network"
    from openai import APIError, OpenAI

    from autograder.outage import explain

    try:
        OpenAI(max_retries=0, timeout=10).models.list()
    except APIError as error:
        return False, explain(error) or f"the provider does not answer: {error}"
    return True, "lessons use a provider that answers, checks the offline model"


def _port() -> tuple[bool, str]:
    with socket.socket() as trial:
        if trial.connect_ex(("127.0.0.1", PORT)):
            return True, f"port {PORT} is free for JupyterLab"
    return True, f"port {PORT} is taken: JupyterLab takes the next free one"


def _evidence() -> tuple[bool, str]:
    from autograder.evidence import describe

    return True, f"evidence for verdicts is {describe()}"


def _git() -> tuple[bool, str]:
    found = shutil.which("git")
    return True, "git is installed" if found else "git is not installed: no updates"


def _room() -> tuple[bool, str]:
    free = shutil.disk_usage(project.root()).free
    room = f"{free / 1e9:.1f} GB free on the disk of {project.root()}"
    return free > SPACE, room if free > SPACE else f"{room}: make room, 0.2 GB at least"


def _progress() -> tuple[bool, str]:
    from autograder import progress

    problem = progress.problem()
    return problem is None, problem or f"progress is kept in {progress.folder()}"
