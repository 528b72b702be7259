"""The files that a sandbox sees: Python, the course's package and the orders, all read-only."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib

from autograder.project import BadInput

_PACKAGE = Path(__file__).resolve().parents[2]
COURSE = "/course"  # where the package lies in a sandbox
ORDERS = "/orders"  # where the file of orders lies in a sandbox
UID = 60_301  # who runs a stranger's code where the grader is root; nobody else should be that

_HOSTS = Path(__file__).with_name("hosts")
_SYSTEM = ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/localtime")


def program() -> str:
    """Where bubblewrap is. Raises `BadInput` where it is not, with how to get it."""
    found = shutil.which("bwrap")
    if found is None:
        raise BadInput(
            "Grading runs strangers' code, and bubblewrap, which keeps it in a sandbox, is not "
            "here. Install it (apt install bubblewrap, dnf install bubblewrap); it needs Linux, "
            "on Windows WSL 2. With --unsafe the code runs as you, with all that is yours."
        )
    return found


def command(orders: Path) -> list[str]:
    """The words to put before a command that is to run in the sandbox.

    Its processes are seen from out here, so that checks can look at them; `zygote` gives
    each submission a process id namespace of its own.
    """
    python = {Path(sys.prefix), Path(sys.base_prefix).resolve()}
    if any(path.is_relative_to("/tmp") for path in python):
        raise BadInput("In a sandbox /tmp is empty, and Python is there: move the course first.")
    fonts = Path(matplotlib.get_cachedir()).glob("fontlist-*.json")
    return [
        *(program(), "--die-with-parent", "--unshare-net", "--unshare-ipc"),
        *_folder(Path("/etc")),
        *("--ro-bind", str(_HOSTS), "/etc/hosts"),
        *(word for path in _SYSTEM for word in _system(Path(path))),
        *(word for path in sorted(_parents(python)) for word in _folder(path)),
        *(word for path in sorted(python) for word in ("--ro-bind", str(path), str(path))),
        *("--ro-bind", str(_PACKAGE), f"{COURSE}/{_PACKAGE.name}"),
        *("--ro-bind", str(orders), ORDERS),
        *("--dev", "/dev", "--bind", "/proc", "/proc"),
        *("--tmpfs", "/tmp", *_folder(Path("/home"))),
        # Found by matplotlib, or it would look for all fonts anew.
        *(word for path in fonts for word in ("--ro-bind", str(path), f"/tmp/{path.name}")),
        *("--remount-ro", "/", "--chdir", "/"),
        *("--setenv", "PYTHONPATH", COURSE, "--setenv", "MPLCONFIGDIR", "/tmp"),
    ]


def _system(path: Path) -> Iterator[str]:
    if path.is_symlink():
        yield from ("--symlink", str(path.readlink()), str(path))
    elif path.exists():
        yield from ("--ro-bind", str(path), str(path))


def _parents(paths: set[Path]) -> set[Path]:
    parents = {parent for path in paths for parent in path.parents} - paths - {Path("/")}
    return {parent for parent in parents if not parent.is_relative_to("/usr")} | {Path(COURSE)}


def _folder(path: Path) -> Iterator[str]:
    """A folder that everybody may pass through: bubblewrap's own are for their owner only."""
    yield from ("--perms", "0755", "--dir", str(path))
