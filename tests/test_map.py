"""The map in the README: tasks, lessons and launch links exist, whole, and all are on it."""

import re
import shutil
from pathlib import Path

import pytest

from autograder import launch
from autograder.bank import submissions
from autograder.checks import tasks
from autograder.notebooks import mark, read
from autograder.project import BadInput, root

README = (root() / "README.md").read_text("utf-8")
ROWS = re.findall(
    r"^\| .+ \| \[(\d\d)\]\((notebooks/\S+\.ipynb)\) \| \[launch\]\[(\S+)\] \| (.*)\|$",
    README,
    re.MULTILINE,
)
NAMED = [(lesson, task) for _, lesson, _, cell in ROWS for task in re.findall(r"`([\w-]+)`", cell)]
DEFINED = dict(re.findall(r"^\[([\w-]+)\]: (\S+)$", README, re.MULTILINE))
_TEXT = {".md", ".py", ".toml", ".yml", ".lock"}
# The check of all endpoints at once has no answer cell of its own.
WHOLE_APP = {"capstone-load"}


def test_every_task_is_on_the_map() -> None:
    assert [task for _, task in NAMED] == list(tasks())


def test_every_lesson_is_on_the_map_with_its_launch_link() -> None:
    lessons = sorted(path.name for path in (root() / "notebooks").glob("*.ipynb"))
    assert [lesson for _, lesson, _, _ in ROWS] == [f"notebooks/{name}" for name in lessons]
    for number, lesson, label, _ in ROWS:
        assert lesson.startswith(f"notebooks/{number}_")
        assert DEFINED[label].endswith(f"/HEAD?urlpath=lab/tree/{lesson}")


def test_every_link_that_is_used_is_defined() -> None:
    used = set(re.findall(r"\]\[([\w-]+)\]", README))
    assert used == DEFINED.keys()
    there = re.findall(r"\]\(([^):#]+)\)", README)
    assert [target for target in there if not (root() / target).exists()] == []


def test_the_public_address_stands_in_one_place() -> None:
    """The README has it from there."""
    files = [*root().glob(".github/**/*"), *root().glob("autograder/**/*.py"), *root().glob("*.*")]
    texts = {path: path.read_text("utf-8") for path in files if path.suffix in _TEXT}
    assert [path.name for path, text in texts.items() if launch.REPOSITORY in text] == [
        "launch.py",
        "README.md",
    ]


def test_another_address_changes_every_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(root() / "notebooks", tmp_path / "notebooks")
    shutil.copy(root() / "README.md", tmp_path)
    monkeypatch.setattr("autograder.project.root", lambda: tmp_path)
    assert launch.build(only_check=True) == []
    monkeypatch.setattr(launch, "REPOSITORY", "me/my-course")
    (found,) = launch.build(only_check=True)
    assert "README.md has other launch links" in found
    assert (tmp_path / "README.md").read_text("utf-8") == README
    assert launch.build(only_check=False) == []
    ours = (tmp_path / "README.md").read_text("utf-8")
    assert "OWNER" not in ours
    assert ours.count("https://mybinder.org/v2/gh/me/my-course/HEAD?urlpath=lab/tree/") == 13
    assert (
        "repo=https%3A%2F%2Fgithub.com%2Fme%2Fmy-course&urlpath=lab%2Ftree%2Fmy-course%2F" in ours
    )
    assert re.sub(r"^\[.*\n", "", ours, flags=re.M) == re.sub(r"^\[.*\n", "", README, flags=re.M)
    (tmp_path / "README.md").write_text("no marks")
    with pytest.raises(BadInput, match="no marks between which"):
        launch.build(only_check=False)


@pytest.mark.parametrize(("lesson", "task_id"), NAMED, ids=[task for _, task in NAMED])
def test_task_is_whole(lesson: str, task_id: str) -> None:
    exercise = tasks()[task_id].exercise
    assert (root() / lesson).is_file()
    assert exercise in lesson
    cells = read(root() / "solutions" / exercise / f"{exercise}.ipynb").cells
    ids = [mark(cell).get("grade_id") for cell in cells]
    check = ids.index(f"{task_id}-check")
    assert f'check("{task_id}", ' in cells[check].source
    assert "<details" in cells[check + 1].source
    if task_id not in WHOLE_APP:
        assert "### BEGIN SOLUTION" in cells[ids.index(task_id)].source
    assert {one.right for one in submissions([task_id])} == {True, False}


def test_the_readme_counts_the_bank() -> None:
    bank = submissions()
    right = sum(one.right for one in bank)
    assert f"{right} right answers and {len(bank) - right} wrong ones" in README
