"""JupyterLab as a learner meets it: `course lab` in a copy of the course, opened in Chromium."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from conftest import ROOT
from playwright.sync_api import Browser, Locator, Page, expect

SECONDS = 120  # for any one step; a step ends as soon as it is done
GRACE = 20  # seconds that the server may take to stop
SCREENSHOTS = ROOT / "_screenshots"
_ROOMS = ("autograder", "notebooks", "exercises", "solutions")

expect.set_options(timeout=SECONDS * 1000)


@dataclass(frozen=True)
class Lab:
    """JupyterLab, serving a copy of the course in `root` at `address`, and a browser for it."""

    root: Path
    address: str
    browser: Browser

    @contextmanager
    def open(self, path: str) -> Iterator["Notebook"]:
        """Open a notebook as it was cloned, in a new window and with a new kernel.

        A page that reports an error, or asks anybody but JupyterLab, fails the test.
        """
        errors: list[str] = []
        asked: list[str] = []
        shutil.copy(ROOT / path, self.root / path)
        page = self.browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(SECONDS * 1000)
        page.on("console", lambda said: said.type == "error" and errors.append(said.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        address, _, token = self.address.partition("?")
        home = address.removesuffix("/lab")
        for session in page.request.get(f"{home}/api/sessions?{token}").json():
            page.request.delete(f"{home}/api/sessions/{session['id']}?{token}")
        page.goto(f"{address}/tree/{path}?reset&{token}")
        expect(page.get_by_text(re.compile(r"^Python 3.* \| Idle$"))).to_be_visible()
        notebook = Notebook(self.root / path, page)
        try:
            yield notebook
        except BaseException:
            notebook.photograph("failed")
            raise
        page.close()
        strangers = [url for url in asked if not url.startswith((home, "data:", "blob:"))]
        assert not errors, errors
        assert not strangers, strangers


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """Serve a copy of the course from `root`, with a home of its own, as on a new machine.

    Gives the address, which holds the token.
    """
    for room in _ROOMS:
        shutil.copytree(ROOT / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", root)
    with served(root) as address:
        yield address


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve what is in `root`, as `serving` does."""
    log = root / "lab.log"
    with open(log, "w") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "autograder", "lab", "--no-browser", f"--port={_free_port()}"],
            cwd=root,
            env=own_home(root / "home") | {"PYTHONPATH": str(root)},
            stdout=said,
            stderr=said,
        )
    try:
        yield _address(server, log)
    finally:
        stop(server)


def stop(server: subprocess.Popen) -> None:
    """End a Jupyter server, which pays no heed to a polite word while it starts a kernel."""
    server.terminate()
    try:
        server.wait(GRACE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def own_home(home: Path) -> dict[str, str]:
    """The environment of one who has never used Jupyter, and lives in `home`."""
    home.mkdir(exist_ok=True)
    own = {name: str(home / name) for name in _OF_JUPYTER}
    clean = {name: value for name, value in os.environ.items() if name not in _OF_LEARNERS}
    return clean | own | {"HOME": str(home)}


_OF_JUPYTER = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
_OF_LEARNERS = ("COURSE_PROVIDER", "OPENAI_API_KEY", "OPENAI_BASE_URL", "JUPYTER_TOKEN")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def _address(server: subprocess.Popen, log: Path) -> str:
    """The address that the command prints once it serves."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and server.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:\d+/lab\S*\?token=\w+", log.read_text()):
            return re.sub(r"/lab\S*\?", "/lab?", found[0])
        time.sleep(0.1)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text()}")


@dataclass
class Notebook:
    """An open notebook. Cells go by their ids."""

    path: Path
    page: Page

    def __post_init__(self) -> None:
        cells = nbformat.read(self.path, as_version=4).cells
        self._places = {cell.id: place for place, cell in enumerate(cells)}
        self.code = [cell.id for cell in cells if cell.cell_type == "code"]

    def cell(self, cell_id: str) -> Locator:
        return self.page.locator(".jp-Notebook .jp-Cell").nth(self._places[cell_id])

    def card(self, cell_id: str) -> Locator:
        return self.cell(cell_id).locator(".cc-card")

    def run_to_the_end(self) -> None:
        """Press Shift+Enter on every cell, from the first to the last that has code."""
        self._choose(next(iter(self._places)))
        for cell_id in list(self._places)[: self._places[self.code[-1]] + 1]:
            self._execute(cell_id)

    def run(self, cell_id: str) -> None:
        """Choose a cell, press Shift+Enter, and wait until it is done."""
        self._choose(cell_id)
        self._execute(cell_id)

    def write(self, cell_id: str, source: str) -> None:
        """Put `source` in place of what the cell's editor holds."""
        editor = self.cell(cell_id).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(source)
        expect(editor).to_have_text("".join(source.splitlines()))

    def validate(self) -> Locator:
        """Press nbgrader's button; the dialog that tells the outcome."""
        self.page.get_by_role("button", name="Validate").click()
        dialog = self.page.locator(".nbgrader-SuccessDialog, .nbgrader-ErrorDialog")
        expect(dialog).to_be_visible()
        return dialog

    def choose_theme(self, name: str) -> None:
        """Set the page's theme by the menu."""
        self.page.locator(".lm-MenuBar-item", has_text="Settings").click()
        for item in ("Theme", f"JupyterLab {name}"):
            self.page.locator(".lm-Menu-itemLabel").get_by_text(item, exact=True).click()
        light = "true" if name == "Light" else "false"
        expect(self.page.locator("body")).to_have_attribute("data-jp-theme-light", light)
        expect(self.page.locator("#jupyterlab-splash")).to_have_count(0)

    def save(self) -> None:
        """Press Ctrl+S, and wait until the file is written."""
        with self.page.expect_response(
            lambda reply: reply.request.method == "PUT" and "/api/contents/" in reply.url
        ):
            self.page.keyboard.press("ControlOrMeta+S")

    def with_output(self, kind: str) -> list[str]:
        """The cells that hold an output of a kind, `error` or `stderr`, in what was saved."""
        cells = nbformat.read(self.path, as_version=4).cells
        return [
            cell.id
            for cell in cells
            for output in cell.get("outputs", [])
            if kind in (output.output_type, output.get("name"))
        ]

    def photograph(self, name: str) -> None:
        """Keep what the window shows now as a picture."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")

    def _choose(self, cell_id: str) -> None:
        """Select a cell without going into its editor."""
        self.cell(cell_id).locator(".jp-InputPrompt").first.click()
        expect(self.cell(cell_id)).to_have_class(re.compile("jp-mod-active"))

    def _execute(self, cell_id: str) -> None:
        """Press Shift+Enter on the chosen cell; code is done when it has a new number."""
        prompt = self.cell(cell_id).locator(".jp-InputArea-prompt").first
        before = re.escape(prompt.inner_text().strip())
        self.page.keyboard.press("Shift+Enter")
        if cell_id in self.code:
            new = re.compile(rf"^(?!{before}$)\[\d+\]:$" if before else r"^\[\d+\]:$")
            expect(prompt, f"{cell_id} has ended").to_have_text(new)
