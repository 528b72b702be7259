"""The `course` command: reads what was asked and hands it to the module that does it."""

import argparse
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from autograder.project import BadInput

# Each command's module is imported when it runs, so that `course --help` is instant.


def main(words: list[str] | None = None) -> int:
    """Run one command; returns its exit status: 0 done, 1 not right, 2 bad input, 130 Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):  # a card's letters may not fit a file or a console
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    parser = _parser()
    asked, further = parser.parse_known_args(words)
    asked.further = further
    if further and asked.command not in ("test", "soak"):
        parser.error(f"{asked.command} does not know {' '.join(further)!r}")
    _prefer_this_environment()
    try:
        status = asked.run(asked)
        print(end="", flush=True)  # what cannot be written is said here, not after the end
        return status
    except BadInput as error:
        print(f"course: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # who reads, such as `head`, has seen enough
        _drop_what_cannot_be_printed()
        return 141
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        mend = "mend that, then try again, or ask `course doctor`"
        print(f"course: {error.strerror or error}{where}: {mend}.", file=sys.stderr)
        _drop_what_cannot_be_printed()
        return 2


def _drop_what_cannot_be_printed() -> None:
    """Keep what stdout still holds, where it does not get rid of it, from failing at the end."""
    try:
        print(end="", flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def at_least(least: int) -> Callable[[str], int]:
    """The type of an argument that is a whole number, and not less."""

    def number(word: str) -> int:
        if int(word) < least:
            raise argparse.ArgumentTypeError(f"it must be {least} or more, not {word}")
        return int(word)

    return number


def _prefer_this_environment() -> None:
    """Let children find this environment's kernel and programs, also when it is not activated.

    Another installation's `python3` kernel would do without the course, and nbgrader runs
    `alembic` by its bare name.
    """
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    here = str(Path(sys.executable).parent)
    os.environ["PATH"] = os.pathsep.join([here, os.environ.get("PATH", os.defpath)])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="course",
        description="The async FastAPI course: its lessons, exercises, checks and tests.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[Namespace], int], help: str, **options: Any
    ) -> argparse.ArgumentParser:
        what = help[0].upper() + help[1:] + "."
        added = commands.add_parser(
            name, help=help, description=what, allow_abbrev=False, **options
        )
        added.set_defaults(run=run)
        return added

    lab = command("lab", _lab, "open the lessons in JupyterLab")
    lab.add_argument("--no-browser", action="store_true", help="only say the address")
    lab.add_argument("--port", type=int, metavar="N", help="the port to serve on")

    check = command("check", _check, "run exercises and show their verdicts")
    check.add_argument("which", nargs="*", metavar="NN | PATH", help="one or more; all without")
    check.add_argument(
        "--watch", action="store_true", help="check again whenever one is saved, until Ctrl-C"
    )

    progress = command("progress", _progress, "show which tasks you have passed")
    progress.add_argument(
        "--export", type=Path, metavar="FILE", help="write it to a new file, as JSON"
    )

    reset = command("reset", _reset, "make an exercise fresh; the old one is kept beside it")
    reset.add_argument("number", metavar="NN", help="the exercise, for example 07")

    command("doctor", _doctor, "look for what could keep the course from running")

    test = command("test", _test, "run the course's own tests; further words go to pytest")
    test.add_argument("--quick", action="store_true", help="leave out what takes long")
    test.add_argument(
        "--versions",
        choices=("newest", "oldest", "binder"),
        help="in a fresh environment: the newest or the oldest packages allowed, or as on Binder",
    )

    build = command("build", _build, "make the exercises from their solutions")
    build.add_argument("--check", action="store_true", help="only say what is not as it must be")

    grade = command("grade", _grade, "grade what a class has handed in")
    grade.add_argument("which", nargs="*", metavar="NN", help="one assignment or more; all without")
    grade.add_argument(
        "--jobs", type=at_least(1), metavar="N", help="side by side; one per core without"
    )
    grade.add_argument("--unsafe", action="store_true", help="run students' code as you")
    grade.add_argument("--dask", metavar="ADDRESS", help="on the workers of this Dask scheduler")

    new_task = command("new-task", _new_task, "add the skeleton of a task to an exercise")
    new_task.add_argument("number", metavar="NN", help="the exercise, for example 07")
    new_task.add_argument("task", metavar="TASK", help="the task's name, for example stream-chat")

    lint = command("lint", _lint, "look for what an exercise still needs before it is merged")
    lint.add_argument("number", nargs="?", metavar="NN", help="the exercise; all without")

    command("soak", _soak, "check answers while the machine is busy", add_help=False)
    command("bench", _bench, "measure lessons, exercises and verdicts on this machine")
    grading = command("bench-grading", _bench_grading, "measure how fast a class is graded")
    grading.add_argument("number", nargs="?", default="01", metavar="NN", help="the assignment")
    grading.add_argument(
        "--students", type=at_least(1), default=60, metavar="N", help="of `course grade`"
    )
    grading.add_argument(
        "--plain", type=at_least(1), default=6, metavar="N", help="of plain nbgrader"
    )
    command(
        "pictures",
        _pictures,
        "make the README's pictures, draw the lessons' diagrams; needs a Chromium",
    )
    command("book", _book, "run the lessons and make a static site of them, in _book/")
    return parser


def _lab(asked: Namespace) -> int:
    from autograder.commands.lab import lab

    return lab(browser=not asked.no_browser, port=asked.port)


def _check(asked: Namespace) -> int:
    if asked.watch:
        from autograder.commands.watch import watch

        return watch(asked.which)
    from autograder.commands.check import check

    return check(asked.which)


def _progress(asked: Namespace) -> int:
    from autograder.commands.progress import progress

    return progress(asked.export)


def _reset(asked: Namespace) -> int:
    from autograder.commands.reset import reset

    return reset(asked.number)


def _doctor(asked: Namespace) -> int:
    from autograder.commands.doctor import doctor

    return doctor()


def _test(asked: Namespace) -> int:
    from autograder.commands.test import test

    return test(asked.further, quick=asked.quick, versions=asked.versions)


def _build(asked: Namespace) -> int:
    from autograder.classroom.build import build

    return build(only_check=asked.check)


def _grade(asked: Namespace) -> int:
    from autograder.classroom.grade import grade

    return grade(asked.which, jobs=asked.jobs, unsafe=asked.unsafe, dask=asked.dask)


def _new_task(asked: Namespace) -> int:
    from autograder.commands.new_task import new_task

    return new_task(asked.number, asked.task)


def _lint(asked: Namespace) -> int:
    from autograder.commands.lint import lint

    return lint(asked.number)


def _soak(asked: Namespace) -> int:
    from autograder.soak import main as soak

    return soak(asked.further)


def _bench(asked: Namespace) -> int:
    from autograder.bench import bench

    return bench()


def _bench_grading(asked: Namespace) -> int:
    from autograder.classroom.bench import bench

    return bench(asked.number, asked.students, asked.plain)


def _pictures(asked: Namespace) -> int:
    from autograder.pictures import main as pictures

    return pictures()


def _book(asked: Namespace) -> int:
    from autograder.book import book

    return book()
