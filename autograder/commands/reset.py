"""`course reset`: an exercise as it was before any answer, the answers kept beside it."""

from pathlib import Path

from autograder import project
from autograder.classroom.build import released
from autograder.notebooks import find
from autograder.project import shown, write


def reset(number: str) -> int:
    """Make an exercise afresh from its solution; returns 0. Raises `BadInput` for another word."""
    source = find(number, "solutions")
    path = project.root() / "exercises" / source.stem / source.name
    fresh = released([source.stem])[Path(source.stem) / source.name]
    if path.exists() and path.read_bytes() == fresh:
        print(f"{shown(path)} has no answers in it yet: nothing to do.")
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        kept = _free_name(path)
        write(kept, path.read_bytes())
        print(f"Your answers are kept in {shown(kept)}.")
    write(path, fresh)
    print(f"{shown(path)} is fresh.")
    return 0


def _free_name(path: Path) -> Path:
    """A name beside `path` that no file has: NAME.1.bak.ipynb, NAME.2.bak.ipynb, ..."""
    number = 1
    while (kept := path.with_suffix(f".{number}.bak.ipynb")).exists():
        number += 1
    return kept
