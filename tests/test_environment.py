"""What Binder makes of this repository: the image's plan, postBuild, and the links to launch it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import tools
from conftest import ROOT

from autograder import chromium

# The steps that this repository decides. Those below the whole of it, `src/`, are done anew
# at each edit; those above it, the slow ones, when environment.yml changes.
PLAN = [
    "environment.py-3.13",
    "COPY --chown=0:0 src/environment.yml ${REPO_DIR}/environment.yml",
    'env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"',
    "COPY --chown=0:0 src/ ${REPO_DIR}/",
    "RUN ./postBuild",
]
STEP = re.compile(
    r"environment\.py-\d\.\d+|^COPY .* src/.*$|env update .*?\.yml\"|pip3? install.*$"
    r"|^RUN \./\S+$|^\S*requirements\S*$",
    re.MULTILINE,
)


@pytest.mark.slow
@pytest.mark.xdist_group("kernels")  # one worker makes the environment of the tools
def test_the_plan_of_the_image() -> None:
    said = subprocess.run(
        [tools.python(), "-m", "repo2docker", "--no-build", str(ROOT)],
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stderr
    assert STEP.findall(_unquoted(said.stdout)) == PLAN


def _unquoted(plan: str) -> str:
    """With the paths of copied files as they are: there `-2e` stands for a dot."""
    return re.sub(r"-2([def])", lambda found: chr(0x20 + int(found[1], 16)), plan)


@pytest.mark.parametrize("fails", ["pip", "python", "cp"])
def test_post_build_ends_at_the_first_step_that_fails(fails: str, tmp_path: Path) -> None:
    done = tmp_path / "done"
    for name in ("pip", "python", "cp"):
        stub = tmp_path / name
        stub.write_text(f"#!/bin/sh\necho {name} >> {done}\nexit {int(name == fails)}\n")
        stub.chmod(0o755)
    path = os.pathsep.join([str(tmp_path), os.defpath])
    ended = subprocess.run(["bash", "postBuild"], cwd=ROOT, env={"PATH": path})
    assert ended.returncode == 1
    assert done.read_text().split()[-1] == fails


LAUNCH = re.compile(r"mybinder\.org/v2/gh/\S+\?urlpath=(\S+)")


def test_every_link_launches_a_lesson() -> None:
    lessons = sorted((ROOT / "notebooks").glob("*.ipynb"))
    linked = set(LAUNCH.findall((ROOT / "README.md").read_text("utf-8")))
    assert linked <= {f"lab/tree/notebooks/{lesson.name}" for lesson in lessons}
    assert f"lab/tree/notebooks/{lessons[0].name}" in linked


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.xdist_group("kernels")
def test_a_link_opens_its_lesson_in_jupyterlab(tmp_path: Path) -> None:
    """By the server that the image runs, which is not `course lab`."""
    if problem := chromium.missing():
        pytest.skip(problem)
    from lab import own_home, stop
    from playwright.sync_api import expect

    command = [sys.executable, "-m", "notebook", "--no-browser", "--allow-root", "--port=0"]
    with (
        subprocess.Popen(
            [*command, f"--ServerApp.root_dir={ROOT}"],
            env=own_home(tmp_path),
            stderr=subprocess.PIPE,
            text=True,
        ) as server,
        chromium.browser() as browser,
    ):
        try:
            assert server.stderr is not None
            addresses = (re.search(r"(http://127\S+)/tree\?(\S+)", said) for said in server.stderr)
            address = next(filter(None, addresses))
            page = browser.new_page()
            page.goto(
                f"{address[1]}/lab/tree/notebooks/02_rule_1_async_libraries.ipynb?{address[2]}"
            )
            expect(page.get_by_role("tab", name="02_rule_1_async_libraries.ipynb")).to_be_visible()
            expect(page.get_by_role("heading", name="Rule 1").first).to_be_visible()
        finally:
            stop(server)
