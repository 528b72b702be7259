"""requirements.lock: the version of every package that the course is tested with."""

from packaging.requirements import Requirement

from autograder import project
from autograder.project import BadInput


def pins() -> list[Requirement]:
    """Its lines that are for this Python and system. Raises `BadInput` where there is no lock."""
    lock = project.root() / "requirements.lock"
    if not lock.is_file():
        raise BadInput(f"{lock} is missing, so versions cannot be compared.")
    lines = lock.read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return [pin for pin in found if pin.marker is None or pin.marker.evaluate()]
