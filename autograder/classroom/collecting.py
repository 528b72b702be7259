"""What is taken of what strangers hand in, by an archive or by the exchange: notebooks only.

A learning system's archive holds what students have uploaded, zip files of their own among it.
Nothing is written outside the folder that is asked for, and no student takes more room than a
notebook may. In the exchange a student's folder stays theirs until it is collected.
"""

import shutil
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import ZipFile, ZipInfo

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from autograder.classroom.submissions import LARGEST

_NOT_A_NAME = ("/", "..", "__MACOSX")


class Notebooks(ExtractorPlugin):
    """Takes the notebooks out of archives, and out of zip files that lie in those."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        archived = Path(archive_path)
        for path in sorted(one for one in archived.rglob("*") if one.is_file()):
            to = Path(extracted_path) / path.relative_to(archived)
            with path.open("rb") as file:
                if path.suffix.lower() == ".zip":
                    self._unpack(file, to.with_suffix(""))
                else:
                    self._keep(file, to)

    def _unpack(self, file: IO[bytes], to: Path) -> None:
        """Unpack what a learning system has made; of what students have made, one level."""
        with ZipFile(file) as archive:
            for entry in archive.infolist():
                path = to / _name(entry)
                with archive.open(entry) as inner:
                    if path.suffix.lower() == ".zip":
                        self._unpack_students(inner, path.with_suffix(""))
                    elif not entry.is_dir():
                        self._keep(inner, path)

    def _unpack_students(self, file: IO[bytes], to: Path) -> None:
        left = LARGEST
        try:
            # What is larger loses its end, and with it the directory that makes it an archive.
            with ZipFile(BytesIO(file.read(LARGEST))) as archive:
                for entry in archive.infolist():
                    with archive.open(entry) as inner:
                        left -= self._keep(inner, to / _name(entry)) if left > 0 else 0
        except Exception as problem:  # whatever is wrong in one student's file is theirs alone
            self.log.warning("Skipped %s.zip: %s: %s", to, type(problem).__name__, problem)

    def _keep(self, file: IO[bytes], path: Path) -> int:
        """Write a notebook, or so much of it that it is seen to be too large; its bytes."""
        if path.suffix.lower() != ".ipynb" or path.name.startswith("."):
            self.log.warning("Skipped %s: it is no notebook", path)
            return 0
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.with_suffix(".ipynb").write_bytes(file.read(LARGEST + 1))


class OneOfEach(FileNameCollectorPlugin):
    """Takes one of the notebooks that a student has handed in under the same name.

    Without this, a student who has packed a file twice would end the collection for all.
    """

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)
        self._taken: dict[tuple[str, str], str] = {}

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        found = super().collect(submitted_file)
        if found and "timestamp" not in found:  # else the newest is taken
            who_and_what = found["student_id"], Path(found["file_id"]).stem
            if self._taken.setdefault(who_and_what, submitted_file) != submitted_file:
                self.log.warning("%s is taken instead", self._taken[who_and_what])
                return None
        return found


class NoLinks(ExchangeCollect):
    """Collects from the exchange, but follows no link: it would be read with the grader's rights.

    Of whoever has handed in a link, or too much, an empty folder is collected.
    """

    def do_copy(self, src: str, dest: str, log: object = None) -> None:
        there = Path(src)
        try:
            if any(path.is_symlink() for path in (there, *there.rglob("*"))):
                raise RuntimeError("there is a link in it")
            super().do_copy(src, dest, log)
        except (OSError, RuntimeError) as problem:
            self.log.warning("Nothing is taken from %s: %s", src, problem)
            shutil.rmtree(dest, ignore_errors=True)
            Path(dest).mkdir(parents=True)


def _name(entry: ZipInfo) -> Path:
    """Where an entry goes, below the folder that is unpacked to."""
    return Path(*(part for part in PurePosixPath(entry.filename).parts if part not in _NOT_A_NAME))
