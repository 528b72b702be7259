"""The way home: what exercise 12 says to put into a folder runs there, its tests and its server."""

import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from conftest import ROOT, without_ours

from autograder.notebooks import mark, read

SOLUTION = ROOT / "solutions" / "12_capstone" / "12_capstone.ipynb"
NOWHERE = "http://127.0.0.1:9/v1"  # the port that discards: nobody answers there


@pytest.fixture
def my_app(tmp_path: Path) -> Path:
    """The folder, built as the exercise's last cell says."""
    cells = read(SOLUTION).cells
    code = {mark(cell)["grade_id"]: cell.source for cell in cells if cell.cell_type == "code"}
    (tmp_path / "test_stream.py").write_text(code.pop("capstone-tests"), "utf-8")
    kept = [source for name, source in code.items() if not name.endswith("-check")]
    left_out = r"^(forget\(|from autograder\.exercise import check$)"
    lines = [line for line in "\n".join(kept).splitlines() if not re.match(left_out, line)]
    (tmp_path / "app.py").write_text("\n".join(lines), "utf-8")
    said = next(cell.source for cell in cells if cell.id == "keep")
    conftest = re.search(r"```python\n(.*?)```", said, re.DOTALL)
    assert conftest
    (tmp_path / "conftest.py").write_text(conftest[1], "utf-8")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    "own",
    [{}, {"OPENAI_API_KEY": "sk-of-my-own", "OPENAI_BASE_URL": NOWHERE}],
    ids=["no key", "a key of one's own"],
)
def test_its_tests_talk_to_the_offline_model(my_app: Path, own: dict[str, str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=my_app, env=without_ours() | own, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " passed" in ended.stdout


@pytest.mark.slow
def test_it_computes_in_its_processes_behind_uvicorn(my_app: Path) -> None:
    own = {"OPENAI_API_KEY": "sk-of-my-own", "OPENAI_BASE_URL": NOWHERE}
    served = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "app:app", "--port", "0"],
        cwd=my_app, env=without_ours() | own, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with served:
        try:
            assert served.stderr
            running = (re.search(r"running on (http://\S+)", line) for line in served.stderr)
            address = next(found[1] for found in running if found)
            body = {"text": "It is cut. Into sentences!"}
            reply = httpx.post(f"{address}/preprocess", json=body, timeout=60)
        finally:
            served.terminate()
        said = served.stderr.read()
    assert reply.json() == {"chunks": ["It is cut.", "Into sentences!"]}, said
    assert "Application shutdown complete" in said
