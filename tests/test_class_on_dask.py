"""`course grade --dask`: a cluster grades a class, also when it loses a worker."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from classes import GRADES, Class, family, have_ended, made_up, wait_until

from autograder.classroom.verdicts import version

distributed = pytest.importorskip("distributed", reason="needs Dask: pip install distributed")

pytestmark = GRADES

WORKERS = 2


def test_a_class_is_graded_although_a_worker_is_killed(tmp_path: Path) -> None:
    made = made_up(tmp_path / "course", students=8, seed=2)
    # With threads of its own a worker has several submissions, and grades one after the other.
    with (
        _cluster(made, tmp_path, "--nthreads", "2") as address,
        distributed.Client(address) as client,
    ):
        processes = client.run(os.getpid)
        running = subprocess.Popen(
            made.command("grade", "01", "--dask", address), cwd=made.root, env=made.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        verdicts = made.root / ".course" / "verdicts"
        wait_until(lambda: running.poll() is not None or _any_in(verdicts))
        at_work = {worker: keys for worker, keys in client.processing().items() if keys}
        assert at_work, "the class is graded before a worker could be killed"
        victim = processes[max(at_work, key=lambda worker: len(at_work[worker]))]
        its = family(victim)
        os.kill(victim, signal.SIGKILL)
        said, _ = running.communicate()
        assert running.returncode == 0, said
        assert victim not in client.run(os.getpid).values()
    for student in made.students:
        assert made.passed(student.name) == student.passes, student.name
    wait_until(lambda: have_ended(its))


def test_a_worker_with_another_version_of_the_course_grades_nothing(tmp_path: Path) -> None:
    made = made_up(tmp_path / "course", students=1)
    with _cluster(made, tmp_path) as address:
        with distributed.Client(address) as client:
            client.run(version)
        checks = made.root / "autograder" / "checks" / "e01_async_await.py"
        checks.write_text(checks.read_text("utf-8") + "\n# newer\n", "utf-8")
        ended = made.course("grade", "01", "--dask", address)
    assert ended.returncode == 2
    assert "another version of the course" in ended.stderr
    assert not made.graded("student-0001").exists()


def test_a_scheduler_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    made = made_up(tmp_path / "course", students=1)
    ended = made.course("grade", "01", "--dask", "nonsense://nowhere")
    assert ended.returncode == 2
    assert ended.stderr.startswith("course: There is no Dask scheduler at nonsense://nowhere")


@contextmanager
def _cluster(made: Class, folder: Path, *words: str) -> Iterator[str]:
    """A scheduler and its workers, started as a person would; the scheduler's address."""
    file = folder / "scheduler.json"
    about = ["--scheduler-file", str(file), "--no-dashboard"]
    started = [
        _dask(made, folder, "scheduler", *about, "--host", "127.0.0.1", "--port", "0"),
        _dask(made, folder, "worker", *about, "--nworkers", str(WORKERS), *words),
    ]
    try:
        wait_until(file.exists)
        address = json.loads(file.read_text("utf-8"))["address"]
        with distributed.Client(address) as client:
            client.wait_for_workers(WORKERS)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def _dask(made: Class, folder: Path, *words: str) -> subprocess.Popen[bytes]:
    with (folder / f"{words[0]}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words], cwd=folder, env=made.environment,
            stdout=log, stderr=log,
        )  # fmt: skip


def _any_in(folder: Path) -> bool:
    return folder.is_dir() and any(folder.glob("*.json"))
