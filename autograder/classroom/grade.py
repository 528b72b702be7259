"""`course grade`: every submission of a class, graded side by side into nbgrader's gradebook.

A submission goes through three hands. This process reads it and takes the answers from it;
one of many runs them in a sandbox and makes the verdicts, see `grading`; this process lets
nbgrader write them into the gradebook. What is done is kept, so that a run that is broken off
goes on where it stopped, and a second run grades what is new or changed.
"""

import os
import signal
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import ExitStack, contextmanager
from functools import cache, cached_property, partial
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.context import BaseContext
from threading import Thread
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode
from tqdm import tqdm

from autograder import notebooks, project
from autograder.classroom import report, submissions, verdicts
from autograder.classroom.grading import grade as grade_one
from autograder.classroom.sandbox import bubblewrap
from autograder.classroom.submissions import Submission
from autograder.project import BadInput, shown

if TYPE_CHECKING:
    from distributed import Client

    from autograder.classroom.books import Books

_Job = tuple[Submission, NotebookNode]

_AHEAD = 256  # submissions that are read before it is their turn
_OTHERS = "a submission is STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb there"
_RETRIES = 2  # of a submission whose grading fails on a worker of a cluster


def grade(which: list[str], *, jobs: int | None, unsafe: bool, dask: str | None) -> int:
    """Grade all submissions of these assignments, or of all; 1 when one could not be graded.

    Raises `BadInput` when there are none, and where there is no sandbox to run them in.
    """
    if not unsafe:
        bubblewrap.program()
    names = [notebooks.find(number).stem for number in which]
    handed_in = list(_handed_in(names))
    if not handed_in:
        raise BadInput(
            f"Nobody has handed in anything in {shown(project.root() / 'submitted')}: it holds "
            "submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb."
        )
    for assignment in sorted({one.assignment for one in handed_in}):
        submissions.released(assignment)  # what is wrong with one is told before any is graded
    with _workers(jobs, dask) as workers:
        batch = _Batch(workers, unsafe)
        batch.grade(handed_in)
    for name, found in batch.verdicts.items():
        print(report.text(name, found))
        print(f"  as a page: {shown(report.write(name, found))}")
    for what, why in (
        ("taken by another name", batch.renamed),
        ("graded with answers missing", batch.lacking),
        ("graded as empty, unreadable", batch.unread),
        ("NOT GRADED", batch.failed),
    ):
        for line in report.troubles(what, {one.name: said for one, said in why.items()}):
            print(line)
    for line in report.troubles("left alone in submitted/", dict.fromkeys(_others(), _OTHERS)):
        print(line)
    return 1 if batch.failed else 0


def _handed_in(names: list[str]) -> Iterator[Submission]:
    known = _assignments()
    for folder in sorted((project.root() / "submitted").glob("*/*")):
        student, assignment = folder.parent.name, folder.name
        if folder.is_dir() and assignment in known and (not names or assignment in names):
            yield Submission(student, assignment, folder)


def _assignments() -> set[str]:
    return {path.stem for path in notebooks.notebooks("exercises")}


def _others() -> Iterator[str]:
    """What lies in submitted/, but is of no assignment, so that it is not graded."""
    submitted = project.root() / "submitted"
    known = _assignments()
    for path in sorted([*submitted.glob("[!.]*"), *submitted.glob("[!.]*/[!.]*")]):
        if not path.is_dir() or (path.parent != submitted and path.name not in known):
            yield path.relative_to(submitted).as_posix()


@contextmanager
def _workers(jobs: int | None, dask: str | None) -> Iterator[Callable[[], Executor]]:
    """What makes something to run `grade_one`: a process per core, or a Dask cluster's workers."""
    if dask is None:
        with ExitStack() as pools:

            def pool() -> Executor:
                made = ProcessPoolExecutor(jobs or os.cpu_count(), _processes(), _begin)
                pools.callback(made.shutdown, wait=False, cancel_futures=True)
                return made

            yield pool
        return
    try:
        from distributed import Client
    except ImportError:
        raise BadInput("--dask needs the package distributed: pip install distributed.") from None
    try:
        client = Client(dask)
    except (OSError, ValueError) as problem:
        raise BadInput(f"There is no Dask scheduler at {dask}: {problem}.") from None
    with client:
        _must_be_alike(client)
        yield partial(client.get_executor, retries=_RETRIES)


def _processes() -> BaseContext:
    """How workers start: forked, where that can be, from a process that has imported it all."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([grade_one.__module__])
    return context


def _must_be_alike(client: "Client") -> None:
    """Raises `BadInput` unless every worker of the cluster has this version of the course."""
    try:
        versions = client.run(verdicts.version)
    except ModuleNotFoundError as problem:
        raise BadInput(f"The workers need the course installed: {problem}.") from None
    if not versions:
        raise BadInput("The Dask scheduler has no workers.")
    for worker, version in versions.items():
        if version != verdicts.version():
            raise BadInput(f"The worker {worker} has another version of the course.")


def _begin() -> None:
    """In a worker: end when the process ends that started it, also when that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started it
    Thread(target=_end_with_starter, name="end with starter", daemon=True).start()


def _end_with_starter() -> None:
    """A forked worker's parent in the system's sense is the fork server, which waits for it."""
    starter = parent_process()
    assert starter is not None
    starter.join()
    os.kill(os.getpid(), signal.SIGKILL)


class _Batch:
    """Submissions on their way into the gradebook; afterwards, what has become of them."""

    def __init__(self, workers: Callable[[], Executor], unsafe: bool) -> None:
        self._new_workers = workers
        self._workers = workers()
        self._unsafe = unsafe
        self._released = cache(submissions.released)
        self._running: dict[Future[dict[str, Any]], _Job] = {}
        self._lost: list[_Job] = []  # under way when a worker died
        self.verdicts: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self.renamed: dict[Submission, str] = {}  # what their notebook is called
        self.lacking: dict[Submission, str] = {}  # which answers they have no cell for
        self.unread: dict[Submission, str] = {}  # why they are graded as empty
        self.failed: dict[Submission, str] = {}  # why they are not graded

    def grade(self, handed_in: list[Submission]) -> None:
        """Grade what is new or changed, and see to it that nbgrader knows all verdicts."""
        with tqdm(total=len(handed_in), unit="submission", smoothing=0) as self._progress:
            for one in handed_in:
                self._begin(one)
                while len(self._running) == _AHEAD:
                    self._finish()
            while self._running or self._lost:
                self._finish()

    def _begin(self, one: Submission) -> None:
        notebook = self._answers(one)
        made = verdicts.kept(notebook, unsafe=self._unsafe)
        if made is None:
            self._start(one, notebook)
        else:
            self._enter(one, notebook, made)

    def _start(self, one: Submission, notebook: NotebookNode) -> None:
        try:
            job = self._workers.submit(grade_one, notebook, unsafe=self._unsafe)
        except BrokenExecutor:
            self._lost.append((one, notebook))
        else:
            self._running[job] = one, notebook

    def _answers(self, one: Submission) -> NotebookNode:
        """What is graded of a submission, whatever it is."""
        released, path = self._released(one.assignment), one.path
        try:
            submitted = submissions.read(path)
        except submissions.Unreadable as problem:
            self.unread[one] = str(problem)
            return submissions.unreadable(released, str(problem))
        if path.name != one.file:
            self.renamed[one] = path.name
        if lacking := submissions.without_cell(released, submitted):
            self.lacking[one] = f"no cell is marked as the answer to {', '.join(lacking)}"
        return submissions.graded(released, submitted)

    def _finish(self) -> None:
        """Wait until one is done, or more."""
        self._books  # noqa: B018  opened while the workers are at work
        self._take(FIRST_COMPLETED)
        if self._lost:
            self._take(ALL_COMPLETED)
            self._start_again()

    def _take(self, which: str) -> None:
        for job in wait(self._running, return_when=which).done:
            one, notebook = self._running.pop(job)
            try:
                made = job.result()
                verdicts.keep(notebook, made)
            except BrokenExecutor:
                self._lost.append((one, notebook))
            except Exception as error:  # the grader's own, such as a full disk: no student's zero
                self._fail(one, f"{type(error).__name__}: {error}")
            else:
                self._enter(one, notebook, made)

    def _start_again(self) -> None:
        """A worker has died, and the others with it: now one by one, to see at whose turn."""
        lost, self._lost = self._lost, []
        self._workers = self._new_workers()
        for one, notebook in lost:
            self._start(one, notebook)
            self._take(ALL_COMPLETED)
            if self._lost:
                self._lost.clear()
                self._fail(one, "the process that graded it died, and when it was tried again, too")
                self._workers = self._new_workers()

    def _enter(self, one: Submission, notebook: NotebookNode, made: dict[str, Any]) -> None:
        try:
            self._books.write(one, notebook, made)
        except (BadInput, RuntimeError) as error:
            self._fail(one, str(error))
        except Exception as error:  # no submission ends the grading of the others
            self._fail(one, f"{type(error).__name__}: {error}")
        else:
            self.verdicts[one.assignment].append(made["verdicts"])
            self._progress.update()
        finally:
            if made["limited"]:  # on a machine with less to do it may have another outcome
                verdicts.forget(notebook)

    def _fail(self, one: Submission, why: str) -> None:
        self.failed[one] = why
        self._progress.update()

    @cached_property
    def _books(self) -> "Books":
        from autograder.classroom.books import Books  # nbgrader takes its time

        return Books(unsafe=self._unsafe)
