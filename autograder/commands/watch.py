"""`course check --watch`: exercises that are checked again whenever they are saved."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep, strftime

from autograder.commands.check import check, named
from autograder.project import BadInput

EVERY = 0.5  # seconds between two looks at the files

Stamp = tuple[int, int, int] | None  # of a file as it was last written; None while it is gone


def watch(which: list[str]) -> int:
    """Check exercises as `check` does, and each again when it is saved, until Ctrl-C.

    Returns 0 then, whatever the verdicts: Ctrl-C is how a watch is meant to end.
    """
    paths = named(which)
    known = {path: _stamp(path) for path in paths}
    with suppress(KeyboardInterrupt):
        _say_the_time()
        check([str(path) for path in paths])
        print("Save an exercise, and it is checked again. Ctrl-C ends this.\n", flush=True)
        for path in _saved(known):
            _say_the_time()
            try:
                check([str(path)])
            except BadInput as error:  # the next save may mend it
                print(f"{error}\n", flush=True)
    print()
    return 0


def _saved(known: dict[Path, Stamp]) -> Iterator[Path]:
    """Each file that is no longer as known, once it stays the same from one look to the next.

    A file that is still being written does not.
    """
    before = known.copy()
    while True:
        sleep(EVERY)
        now = {path: _stamp(path) for path in known}
        for path, stamp in now.items():
            if stamp is not None and stamp == before[path] and stamp != known[path]:
                known[path] = stamp
                yield path
        before = now


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _say_the_time() -> None:
    print(f"── {strftime('%H:%M:%S')} {'─' * 60}\n", flush=True)
