"""`course lint` and `course new-task`: what a task still needs, from its skeleton to merged."""

import errno
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT, Course, Said, task, write_notebook
from nbformat import NotebookNode

from autograder.classroom import lint as cells

# -- the cells of a notebook -----------------------------------------------------------------


def _drop(index: int) -> Callable[[list[NotebookNode]], object]:
    return lambda cells: cells.pop(index)


def _set(index: int, **values: object) -> Callable[[list[NotebookNode]], object]:
    return lambda cells: cells[index].metadata.nbgrader.update(values)


SPOILT = {
    "double: a markdown cell above": _drop(0),
    "no answer cell with this grade_id": _drop(1),
    "no check cell double-check": _drop(2),
    "must hold the hints": _drop(3),
    "must not be locked": _set(1, locked=True),
    "must be locked": _set(2, locked=False),
    "1, 2 or 3 points": _set(2, points=5),
    'grade_id must be "double-check"': _set(2, grade_id="double"),
    'must call check("double"': lambda cells: cells[2].update(source="check('other', double)"),
    "triple: a markdown cell above": _drop(4),
    "right above its check cell": lambda cells: cells.insert(1, cells.pop(0)),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_fault_in_a_solution_is_named(fault: str, tmp_path) -> None:
    written = [*task("double", 2), *task("triple", 3)]
    path = tmp_path / "01_sample.ipynb"
    write_notebook(path, written)
    assert cells.faults(path) == []
    SPOILT[fault](written)
    write_notebook(path, written)
    assert any(fault in found for found in cells.faults(path)), cells.faults(path)


# -- the course's own ------------------------------------------------------------------------


@pytest.mark.slow
def test_every_exercise_is_as_it_must_be() -> None:
    command = [sys.executable, "-m", "autograder", "lint"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert said.stdout == "12 exercises are as they must be.\n"


# -- a task, from its skeleton to merged -----------------------------------------------------

SKELETON = """\
{notebook}: weigh: right answers in the bank: 1, and 4 are needed.
{notebook}: weigh: wrong answers in the bank: 1, and 6 are needed.
{notebook}: weigh: the story is still to be written.
{notebook}: weigh: the solution is still to be written.
{notebook}: weigh: the hints are still to be written.
{notebook}: weigh: its check in {check} is still to be written.
{notebook}: weigh: {bank}/right_first.py is still to be written.
{notebook}: weigh: {bank}/wrong_first.py is still to be written.
"""
NAME = "02_rule_1_async_libraries"
NOTEBOOK = Path("solutions", NAME, f"{NAME}.ipynb")
CHECK = Path("autograder", "checks", f"e{NAME}.py")
BANK = Path("tests", "submissions", NAME)


class Checkout:
    """A copy of the course with one exercise, and its own `course` command."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in "nbgrader_config.py", "pyproject.toml":
            shutil.copy(ROOT / name, root)
        for name in "autograder", f"solutions/{NAME}", BANK:
            shutil.copytree(ROOT / name, root / name)

    def run(self, *words: str, module: str = "autograder") -> Said:
        command = [sys.executable, "-m", module, *words]
        ended = subprocess.run(command, cwd=self.root, capture_output=True, text=True)
        return Said(ended.returncode, ended.stdout, ended.stderr)

    def cells(self, **sources: str) -> None:
        """Write sources into cells, by their ids with `_` for `-`."""
        notebook = nbformat.read(self.root / NOTEBOOK, as_version=4)
        for cell in notebook.cells:
            cell.source = sources.get(cell.id.replace("-", "_"), cell.source)
        nbformat.write(notebook, self.root / NOTEBOOK)

    def cell(self, id: str) -> str:
        notebook = nbformat.read(self.root / NOTEBOOK, as_version=4)
        return next(cell.source for cell in notebook.cells if cell.id == id)

    def replace(self, path: Path, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def like_chat(self) -> None:
        """Write the task `weigh` as if it were `chat`."""
        self.cells(
            weigh_task="## 4 · Weigh\n\n**What the check looks for**\n- a reply",
            weigh=self.cell("chat").replace("/chat", "/weigh"),
            weigh_hints="<details>\n<summary>It hangs</summary>\n\nAwait it.\n</details>",
        )
        self.replace(CHECK, "TODO: what a right answer does, in one sentence.", "All are served.")
        question = "TODO: an open question, or a variation that a curious engineer tries next."
        self.replace(CHECK, question, "what of a thousand users?")
        stub = 'run.fail("to-write", "TODO: the check is still to be written")'
        self.replace(
            CHECK, stub, 'await own_replies(run, "/weigh", field="message", key="response")'
        )
        shutil.rmtree(self.root / BANK / "weigh")
        (self.root / BANK / "weigh").mkdir()
        for path in (self.root / BANK / "chat").glob("*.py"):
            text = path.read_text("utf-8").replace("/chat", "/weigh")
            (self.root / BANK / "weigh" / path.name).write_text(text, "utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


@pytest.mark.slow
def test_the_skeleton_is_sound_and_all_that_is_to_be_written_is_named(checkout: Checkout) -> None:
    assert checkout.run("new-task", "2", "weigh").status == 0
    for words in ["check", "."], ["format", "--check", "."]:
        said = checkout.run(*words, module="ruff")
        assert said.status == 0, said.out
    places = {"notebook": NOTEBOOK, "check": CHECK, "bank": BANK / "weigh"}
    assert checkout.run("lint", "02") == (1, SKELETON.format(**places), "")
    assert checkout.run("build").status == 0
    assert "weigh" in (checkout.root / "exercises" / NAME / f"{NAME}.ipynb").read_text("utf-8")


@pytest.mark.slow
def test_a_task_that_is_written_is_found_to_be_whole(checkout: Checkout) -> None:
    checkout.run("new-task", "02", "weigh")
    checkout.like_chat()
    assert checkout.run("lint", "02") == (0, "1 exercises are as they must be.\n", "")
    notebook = nbformat.read(checkout.root / NOTEBOOK, as_version=4)
    ids = [cell.id for cell in notebook.cells]
    assert ids[-5:] == ["weigh-task", "weigh", "weigh-check", "weigh-hints", "next"]


@pytest.mark.slow
def test_solutions_and_stubs_are_judged(checkout: Checkout) -> None:
    checkout.run("new-task", "02", "weigh")
    checkout.like_chat()
    stub = checkout.cell("weigh").replace("### BEGIN SOLUTION\n", "")
    checkout.cells(
        chat=checkout.cell("chat").replace("await openai_client", "openai_client"),
        agent=checkout.cell("agent").replace("FastAPI()", "Flask()"),
        weigh=stub.replace("### END SOLUTION", "### BEGIN SOLUTION\n### END SOLUTION"),
    )
    said = checkout.run("lint", "02")
    assert said.status == 1
    chat, agent, weigh = (line.removeprefix(f"{NOTEBOOK}: ") for line in said.out.splitlines())
    assert chat.startswith("chat: the solution does not pass: line ")
    assert agent == "agent: it raises NameError: name 'Flask' is not defined"
    assert weigh == "weigh: the stub passes, so there is nothing to do."


@pytest.mark.slow
def test_the_contract_and_the_bank_are_looked_at(checkout: Checkout) -> None:
    checkout.cells(chat_check='await check("chat", api)')
    checkout.replace(CHECK, '@task("unblock")', '@task("unblocked")')
    checkout.replace(CHECK, "the result of their own query.", "something")
    checkout.replace(CHECK, "Go further: slow the model", "Slow the model")
    checkout.replace(BANK / "agent" / "wrong_invoke.py", "# says: ", "# ")
    said = checkout.run("lint", "02")
    assert said.status == 1
    assert [line.removeprefix(f"{NOTEBOOK}: ") for line in said.out.splitlines()] == [
        'chat: its check\'s docstring must end with "Go further: …": what to try after a pass.',
        'chat: the check cell must say `await check("chat", app)`.',
        "agent: its check's docstring must begin with a sentence: what a right answer does.",
        f"agent: {BANK}/agent/wrong_invoke.py does not begin as a right or a wrong answer must.",
        f"unblock: {CHECK} declares no check for it.",
        "unblocked: its check is declared, and there is no check cell for it.",
    ]


@pytest.mark.parametrize("name", ["chat", "own-replies", "Weigh", "weigh-", "weigh_it", "for", ""])
def test_a_name_that_cannot_be_is_refused(
    name: str, checkout: Checkout, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.project.root", lambda: checkout.root)
    before = _contents(checkout.root)
    said = course.run("new-task", "02", name)
    assert said.status == 2
    assert "name" in said.err
    assert _contents(checkout.root) == before


def test_a_new_task_leaves_the_solutions_whole_on_a_full_disk(
    checkout: Checkout, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _: bytes) -> None:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("autograder.project.root", lambda: checkout.root)
    monkeypatch.setattr(Path, "write_bytes", full)
    before = _contents(checkout.root)
    said = course.run("new-task", "02", "weigh")
    assert said.status == 2
    assert said.err.startswith("course: No space left on device (")
    assert _contents(checkout.root) | before == _contents(checkout.root)


def _contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
