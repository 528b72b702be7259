"""The `course` command: what each of its words prints, keeps, and exits with."""

import errno
import json
import os
import re
import runpy
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT, Course, answer, solved, write_notebook
from conftest import task as task_cells
from nbformat.v4 import new_code_cell, new_output, new_raw_cell

from autograder import cli, progress
from autograder.commands import check, doctor, lab, test, watch
from autograder.commands import progress as table
from autograder.notebooks import tasks as read_tasks

RIGHT = {
    "double": "def double(number):\n    return number + number",
    "triple": "def triple(number):\n    return number * 3",
}


@pytest.fixture
def exercise(course: Course) -> Path:
    """The untouched exercise."""
    assert course.run("build").status == 0
    return course.notebook("exercises")


# -- the words -------------------------------------------------------------------------------


def test_help_imports_none_of_the_heavy_modules() -> None:
    code = (
        "import sys, autograder.cli as cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: print(sorted({'nbformat', 'fastapi', 'matplotlib'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.endswith("[]\n")
    assert "doctor" in said.stdout


@pytest.mark.parametrize("words", [[], ["nonsense"], ["lab", "--nonsense"], ["lab", "--port", "x"]])
def test_what_it_does_not_know_is_status_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)
    assert stopped.value.code == 2


def test_ctrl_c_is_quiet(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(table, "exercises", interrupted)
    assert course.run("progress") == (130, "", "")


# -- check -----------------------------------------------------------------------------------


def test_check_counts_what_passes(course: Course, exercise: Path) -> None:
    stub = course.run("check", "1")
    assert stub.status == 1
    assert "not yet double — AssertionError: wrong product" in stub.out
    assert "0 of 2 tasks pass in 01_sample" in stub.out

    answer(exercise, double=RIGHT["double"], triple="def triple(number): return 1")
    before = exercise.read_bytes()
    half = course.run("check", str(exercise))
    assert half.status == 1
    assert "passed double" in half.out
    assert "not yet triple — AssertionError: wrong product" in half.out
    assert exercise.read_bytes() == before

    answer(exercise, **RIGHT)
    solved = course.run("check")
    assert solved.status == 0
    assert "2 of 2 tasks pass in 01_sample" in solved.out
    assert solved.err == ""


def test_check_shows_the_plain_card_and_what_came_before(course: Course, exercise: Path) -> None:
    notebook = nbformat.read(exercise, as_version=4)
    notebook.cells[2].source = (
        "from IPython.display import display\n"
        "display({'text/html': '<b>rich</b>', 'text/plain': 'plain card'}, raw=True)"
    )
    notebook.cells[5].source = "def triple(number: return 3"
    nbformat.write(notebook, exercise)
    said = course.run("check", "01")
    assert "plain card" in said.out
    assert "rich" not in said.out
    assert "A cell above raised SyntaxError" in said.out


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("import os; os._exit(1)", "A cell of double ended the kernel: look for what exits"),
        ("import threading; threading.Event().wait()", "A cell of double did not end in 1 seconds"),
    ],
)
def test_check_ends_whatever_a_cell_does(
    source: str, sentence: str, course: Course, exercise: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "SECONDS", 1)
    answer(exercise, double=source)
    said = course.run("check", "01")
    assert said.status == 1
    assert sentence in said.out
    assert "0 of 2 tasks pass" in said.out


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"cells": 3}'])
def test_a_notebook_that_does_not_parse_is_bad_input(
    content: bytes, course: Course, exercise: Path
) -> None:
    exercise.write_bytes(content)
    said = course.run("check", "01")
    assert said.status == 2
    assert len(said.err.splitlines()) == 1
    assert exercise.read_bytes() == content


def test_check_names_what_is_not_there(course: Course, exercise: Path) -> None:
    assert course.run("check", "77") == (
        2,
        "",
        "course: There is no exercise '77'. There are: 01.\n",
    )
    assert "no file gone.ipynb" in course.run("check", "gone.ipynb").err
    write_notebook(exercise, [new_code_cell("1")])
    assert "no check cells" in course.run("check", "01").err


def changed(path: Path, sources: dict[str, str | None]) -> None:
    """Change the sources of cells, by their ids; None takes the cell out."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = sources.get(cell.id, cell.source) or ""
    notebook.cells = [cell for cell in notebook.cells if sources.get(cell.id, "") is not None]
    nbformat.write(notebook, path)


NOT_CHECKED = {
    "01_async_await": {
        "first-await-check": (
            "try:\n    await check('first-await', answer_all)\nexcept BaseException:\n    pass",
            "not yet first-await — ",
        ),
        "two-at-once-check": ("await check('predict-order', 3)", "not yet predict-order — "),
        "predict-order-check": (None, "not yet predict-order — its check was not run"),
    },
    "06_decision_tree": {
        "decide-check": ("check('decide', decide)", "not yet decide — its check was not run"),
        "apply-check": ("# await check('apply', app)", "not yet apply — its check was not run"),
    },
}


@pytest.mark.parametrize("name", NOT_CHECKED)
def test_only_what_its_check_has_judged_passes(
    name: str, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")  # nobody's progress
    path = course.notebook("exercises", name)
    path.parent.mkdir(parents=True)
    shutil.copy(ROOT / "exercises" / name / path.name, path)
    answer(path, **solved(name))
    tasks = len(read_tasks(nbformat.read(path, as_version=4)))
    assert f"{tasks} of {tasks} tasks pass" in course.run("check", str(path)).out

    shutil.copy(ROOT / "exercises" / name / path.name, path)
    changed(path, {cell: source for cell, (source, _) in NOT_CHECKED[name].items()})
    said = course.run("check", str(path))
    assert said.status == 1
    assert f"0 of {tasks} tasks pass in {name}" in said.out
    assert "passed" not in said.out
    for _, sentence in NOT_CHECKED[name].values():
        assert sentence in said.out


def test_what_an_empty_check_cell_once_showed_is_no_verdict(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = {"text/plain": "passed  decide"}, {"verdict": {"task": "decide", "passed": True}}
    cells = task_cells("decide", 2)[:3]
    cells[2].source = " "
    cells[2].outputs = [new_output("display_data", data=passed[0], metadata=passed[1])]
    write_notebook(course.notebook("exercises"), cells)
    said = course.run("check", "01")
    assert (said.status, "passed" in said.out) == (1, False)
    assert "0 of 1 tasks pass" in said.out


@pytest.mark.parametrize("marks", [{"grade": True}, "x", {"grade": True, "grade_id": 3}])
def test_marks_that_are_none_of_nbgraders_are_no_task(
    marks: object, course: Course, exercise: Path
) -> None:
    notebook = nbformat.read(exercise, as_version=4)
    notebook.cells[2].metadata["nbgrader"] = marks
    notebook.cells.append(new_raw_cell("", metadata=notebook.cells[6].metadata))
    nbformat.write(notebook, exercise)
    assert "0 of 1 tasks pass" in course.run("check", "01").out


def test_without_exercises_nothing_is_well(course: Course) -> None:
    assert course.run("check").err.startswith("course: exercises/ holds no exercise")
    shutil.rmtree(course.root / "solutions")
    assert course.run("lint").err.startswith("course: solutions/ holds no exercise")
    assert course.run("check").status == course.run("lint").status == 2


@pytest.mark.parametrize(
    "words", [["soak", "--runs", "0"], ["soak", "--load", "-1"], ["grade", "--jobs", "-3"]]
)
def test_a_number_that_is_too_small_is_status_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)
    assert stopped.value.code == 2
    assert f"{words[1]}: it must be " in capsys.readouterr().err


# -- what cannot be read or written ----------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="what is wrong goes by other names there")
def test_a_file_that_cannot_be_read_is_bad_input(course: Course, exercise: Path) -> None:
    (course.root / "loop.ipynb").symlink_to("loop.ipynb")
    for name in f"{exercise}/y.ipynb", "loop.ipynb", "x" * 300 + ".ipynb":
        said = course.run("check", name)
        assert (said.status, len(said.err.splitlines())) == (2, 1)
        assert " cannot be read: " in said.err
    (course.root / "deep.ipynb").write_text("[" * 100_000)
    assert "no notebook that can be read" in course.run("check", "deep.ipynb").err


def test_progress_that_cannot_be_read_is_said(course: Course) -> None:
    progress.record("double", True)
    (progress.folder() / "triple.json").mkdir()
    (progress.folder() / "deep.json").write_text("[" * 100_000)
    said: list[str] = []
    assert progress.load(said.append) == {"double": True}
    assert ["'deep'" in said[0], "'triple' cannot be read: " in said[1]] == [True, True]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_a_full_disk_under_the_output_is_one_line() -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "autograder", "progress"]
        said = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True)
    assert said.returncode == 2
    assert said.stderr.startswith("course: No space left on device: ")
    assert len(said.stderr.splitlines()) == 1


def full(_: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", "a temporary name")


def test_a_full_disk_loses_nothing(
    course: Course, exercise: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(exercise, **RIGHT)
    monkeypatch.setattr(Path, "write_bytes", lambda path, _: full(path.touch()))
    before = {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()}
    said = course.run("reset", "01")
    assert said.status == 2
    assert said.err.startswith(f"course: No space left on device ({exercise.parent}")
    assert course.run("progress", "--export", "mine.json").status == 2
    assert {path: path.read_bytes() for path in before} == before
    assert {path for path in course.root.rglob("*") if path.is_file()} == before.keys()


# -- check --watch ---------------------------------------------------------------------------


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What happens between one look at the files and the next; Ctrl-C when all is done."""
    between: list[Callable[[], object]] = []

    def sleep(_: float) -> None:
        if not between:
            raise KeyboardInterrupt
        between.pop(0)()

    monkeypatch.setattr(watch, "sleep", sleep)
    return between


def nothing() -> None:
    """No file is written to."""


def test_watch_checks_again_what_is_saved(
    course: Course, exercise: Path, look: list[Callable[[], object]]
) -> None:
    look += [nothing, lambda: answer(exercise, **RIGHT), nothing, nothing]
    said = course.run("check", "--watch", "01")
    assert (said.status, said.err) == (0, "")
    first, again = said.out.split("Save an exercise")
    assert "0 of 2 tasks pass" in first
    assert again.count("2 of 2 tasks pass in 01_sample") == 1
    assert len(re.findall(r"^── \d\d:\d\d:\d\d ─", said.out, re.MULTILINE)) == 2


def test_watch_leaves_a_file_alone_while_it_is_being_written(
    course: Course, exercise: Path, look: list[Callable[[], object]]
) -> None:
    answer(exercise, **RIGHT)
    saved = exercise.read_bytes()
    parts = [saved[:40], saved[:400], saved]
    look += [lambda part=part: exercise.write_bytes(part) for part in parts]
    look += [exercise.unlink, nothing, lambda: exercise.write_bytes(saved), nothing]
    said = course.run("check", "01", "--watch")
    assert said.status == 0
    assert "no notebook that can be read" not in said.out
    assert said.out.count("2 of 2 tasks pass") == 2


def test_watch_outlives_a_save_that_does_not_parse(
    course: Course, exercise: Path, look: list[Callable[[], object]]
) -> None:
    look += [lambda: exercise.write_text("{"), nothing]
    look += [lambda: write_notebook(exercise, task_cells("double", 2)), nothing]
    said = course.run("check", "--watch", "01")
    assert said.status == 0
    assert "no notebook that can be read" in said.out
    assert said.out.endswith("1 of 1 tasks pass in 01_sample.\n\n\n")


def test_a_kernel_that_does_not_start_is_one_line(
    course: Course, exercise: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(*_: object, **__: object) -> None:
        raise RuntimeError("it did not respond")

    monkeypatch.setattr("nbclient.NotebookClient.start_new_kernel_client", start)
    said = course.run("check", "01")
    assert said.status == 2
    assert said.err.endswith(
        "No kernel starts: it did not respond. `course doctor` looks for why.\n"
    )


def test_watch_of_what_is_not_there_is_bad_input(course: Course, exercise: Path) -> None:
    assert course.run("check", "--watch", "77").status == 2
    assert course.run("check", "--watch", "gone.ipynb").status == 2


# -- reset -----------------------------------------------------------------------------------


def test_reset_keeps_every_old_answer(course: Course, exercise: Path) -> None:
    fresh = exercise.read_bytes()
    assert "nothing to do" in course.run("reset", "1").out
    answered = []
    for solution in RIGHT["double"], "not even Python (":
        answer(exercise, double=solution)
        answered.append(exercise.read_bytes())
        assert course.run("reset", "01").status == 0
        assert exercise.read_bytes() == fresh
    exercise.write_text("broken")
    assert course.run("reset", "01_sample").status == 0
    kept = [exercise.with_name(f"01_sample.{number}.bak.ipynb") for number in (1, 2, 3)]
    assert [path.read_bytes() for path in kept] == [*answered, b"broken"]


def test_reset_brings_a_lost_exercise_back(course: Course, exercise: Path) -> None:
    fresh = exercise.read_bytes()
    exercise.unlink()
    assert course.run("reset", "01").status == 0
    assert exercise.read_bytes() == fresh
    assert course.run("reset", "2").status == 2


# -- progress --------------------------------------------------------------------------------


def test_progress_shows_what_was_ever_passed(course: Course, exercise: Path) -> None:
    progress.record("double", False)
    assert "0 of 2   open: double, triple" in course.run("progress").out
    progress.record("double", True)
    said = course.run("progress")
    assert said.status == 0
    assert "1 of 2   open: triple" in said.out
    assert "1 of 2 tasks passed" in said.out
    progress.record("triple", True)
    progress.record("double", False)
    assert "2 of 2   all passed" in course.run("progress").out


def test_progress_is_exported_to_a_new_file(course: Course, exercise: Path) -> None:
    progress.record("double", True)
    progress.record("triple", False)
    assert course.run("progress", "--export", "mine.json") == (
        0,
        "Your progress is in mine.json.\n",
        "",
    )
    kept = (course.root / "mine.json").read_text("utf-8")
    assert json.loads(kept) == {"01_sample": {"double": "passed", "triple": "not yet"}}
    progress.record("triple", True)
    again = course.run("progress", "--export", "mine.json")
    assert again == (2, "", "course: mine.json is there already and is left as it is.\n")
    unnamed = course.run("progress", "--export", "")
    assert unnamed == (2, "", "course: . is a folder: name a file in it.\n")
    assert (course.root / "mine.json").read_text("utf-8") == kept
    nowhere = course.run("progress", "--export", "gone/mine.json")
    assert nowhere == (
        2,
        "",
        "course: gone/mine.json cannot be written: No such file or directory.\n",
    )


def test_what_was_never_checked_is_open_in_the_export(course: Course, exercise: Path) -> None:
    course.run("progress", "--export", "mine.json")
    kept = json.loads((course.root / "mine.json").read_text("utf-8"))
    assert kept == {"01_sample": {"double": "open", "triple": "open"}}


def test_no_update_loses_progress(course: Course, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Not `git pull`, with or without answers stashed, nor a reset, nor what cleans up."""

    def git(*words: str, where: Path = course.root) -> None:
        author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *author, *words], cwd=where, check=True, capture_output=True)

    origin = tmp_path_factory.mktemp("origin")
    shutil.copy(ROOT / ".gitignore", origin)
    git("init", "-b", "main", where=origin)
    git("add", ".", where=origin)
    git("commit", "-m", "the course", where=origin)
    git("init", "-b", "main")
    git("fetch", str(origin), "main")
    git("reset", "--hard", "FETCH_HEAD")
    progress.record("double", True)
    (origin / "news.txt").write_text("a newer version")
    git("add", ".", where=origin)
    git("commit", "-m", "newer", where=origin)
    git("stash", "--include-untracked")
    git("pull", str(origin), "main")
    git("stash", "pop")
    git("reset", "--hard")
    git("clean", "-fd")
    assert (course.root / "news.txt").exists()
    assert progress.load() == {"double": True}


def test_an_instructors_grading_leaves_no_progress(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    progress.record("double", True)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    progress.record("triple", True)
    assert progress.load() == {"double": True}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"passed": 1}', "{}"])
def test_corrupt_progress_is_kept_aside_and_said(content: str, course: Course) -> None:
    progress.record("double", True)
    progress.record("triple", True)
    (progress.folder() / "triple.json").write_text(content)
    said: list[str] = []
    assert progress.load(said.append) == {"double": True}
    assert "'triple'" in said[0]
    assert (progress.folder() / "triple.bak").read_text() == content
    assert progress.load(said.append) == {"double": True}
    assert len(said) == 1


def test_progress_that_cannot_be_kept_is_no_error_but_said(course: Course) -> None:
    (course.root / ".course").write_text("a file where the folder should be")
    progress.record("double", True)
    assert "Progress cannot be kept" in course.run("progress").out


def test_kernels_that_look_at_once_do_not_trip_over_each_other(course: Course) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: progress.problem(), range(200)))
    assert found == [None] * 200
    assert list(progress.folder().iterdir()) == []


def test_progress_is_kept_by_the_learner_where_the_course_is_not_theirs(
    course: Course, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(home))
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != course.root)
    progress.record("double", True)
    assert progress.folder().is_relative_to(home)
    assert progress.load() == {"double": True}
    assert not (course.root / ".course").exists()


KERNEL = """
import sys
from pathlib import Path
from autograder import progress, project
project.root = lambda: Path(sys.argv[1])
for number in range(100):
    progress.record(f"{sys.argv[2]}-{number}", True)
    progress.record("shared", True)
"""


def test_kernels_at_the_same_time_lose_nothing(course: Course) -> None:
    words = [sys.executable, "-c", KERNEL, str(course.root)]
    kernels = [subprocess.Popen([*words, f"kernel-{number}"]) for number in range(3)]
    assert [kernel.wait(timeout=60) for kernel in kernels] == [0, 0, 0]
    assert len(progress.load()) == 3 * 100 + 1
    assert {path.suffix for path in progress.folder().iterdir()} == {".json"}


# -- lab, test, doctor -----------------------------------------------------------------------


def test_a_taken_port_is_said_before_jupyter_starts(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab, "hand_over", lambda *_: pytest.fail("JupyterLab was started"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = course.run("lab", "--port", port)
    assert (said.status, said.out) == (2, "")
    assert f"Port {port} is taken" in said.err
    assert "not a port" in course.run("lab", "--port", "70000").err


def test_words_after_test_go_to_pytest(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(test, "hand_over", lambda command, _: started.append(command) or 5)
    assert course.run("test", "-k", "this", "--quick", "tests/test_x.py", "-x").status == 5
    assert started[0][-6:] == ["-m", "not slow", "-k", "this", "tests/test_x.py", "-x"]


@pytest.mark.slow
def test_doctor_is_content_with_a_sound_set_up_and_names_what_is_not(course: Course) -> None:
    (course.root / "requirements.lock").write_text(
        f"# pins\nnbformat=={nbformat.__version__}\nnot-there==1\nappnope==1 ; os_name == 'x'\n"
    )
    sound = course.run("doctor")
    assert sound.status == 0, sound.out
    assert "a kernel starts" in sound.out
    (course.root / "requirements.lock").write_text("nbformat==1.0\n")
    stale = course.run("doctor")
    assert stale.status == 1
    assert f"NO  not as in requirements.lock: nbformat {nbformat.__version__}" in stale.out


def test_doctor_says_how_to_have_the_packages_anew(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = {
        doctor.NAME: ["nbformat[fast]>=1", "ruff; extra == 'test'"],
        "nbformat": ["speed; extra == 'fast'", "gone; os_name == 'x'", doctor.NAME],
    }

    def requires(name: str) -> list[str]:
        if name not in needs:
            raise PackageNotFoundError(name)
        return needs[name]

    monkeypatch.setattr(doctor.importlib.metadata, "requires", requires)
    monkeypatch.setattr(sys, "prefix", str(course.root / ".venv"))
    again = f"delete {sys.prefix}, then start `./course lab`: it makes that anew"
    assert doctor._packages() == (False, f"not installed: speed; {again}")


def test_doctor_outlives_what_is_missing_or_shadowed(tmp_path: Path) -> None:
    (tmp_path / "fastapi.py").touch()
    code = "import sys; sys.modules['nbclient'] = None; from autograder import cli; "
    said = subprocess.run(
        [sys.executable, "-c", code + "sys.exit(cli.main(['doctor']))"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])},
        capture_output=True,
        text=True,
    )
    assert (said.returncode, said.stderr) == (1, "")
    assert "NO  import of nbclient halted" in said.stdout
    assert "NO  cannot import name 'FastAPI' from 'fastapi'" in said.stdout
    assert said.stdout.count("; start again without PYTHONPATH\n") == 2


def test_a_worker_of_a_process_pool_that_loads_the_command_line_does_not_start_it() -> None:
    runpy.run_path(str(ROOT / "autograder" / "__main__.py"), run_name="__mp_main__")


@pytest.mark.slow
def test_the_lab_says_its_address_though_the_token_is_ones_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "autograder", "lab", "--no-browser"]
    own = {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "JUPYTER_TOKEN": "mine"}
    with subprocess.Popen(
        command, env=os.environ | own, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        said = [server.stdout.readline(), server.stdout.readline()]
        server.kill()  # to SIGTERM it does not always listen while it is starting
    assert re.fullmatch(r"JupyterLab is at http://\S+:\d+/lab\n", said[1])
