"""Where the course lies on disk, and the error for a request that cannot be met."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

CONFIG = "nbgrader_config.py"


class BadInput(Exception):
    """What was asked for cannot be done as asked; the text says why, in one sentence."""


def root() -> Path:
    """The checkout this package runs from, or the current folder where it has none."""
    checkout = Path(__file__).resolve().parent.parent
    return checkout if (checkout / CONFIG).is_file() else Path.cwd()


def write(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it, and a full disk, finds the old or the new one whole.

    Raises `OSError` where that cannot be; nothing has changed then.
    """
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        new.write_bytes(content)
        os.replace(new, path)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise OSError(error.errno, error.strerror, str(path)) from None


def shown(path: Path) -> str:
    """`path` as a person would type it from here."""
    try:
        here = os.path.relpath(path)
    except ValueError:  # on Windows, from another drive
        return str(path)
    return str(path) if here.startswith("..") else here


def link(path: Path) -> str:
    """`path` as the target of a link in a notebook: from the folder that its kernel is in."""
    return Path(os.path.relpath(path)).as_posix()
