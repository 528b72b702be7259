"""The lessons' mermaid diagrams as SVG: drawn by JupyterLab, and kept in `diagrams/`.

They are kept because drawing takes a browser, which who builds the book need not have.
"""

import hashlib
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import httpx

from autograder import project
from autograder.notebooks import lessons, read
from autograder.project import BadInput

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = Path(__file__).parent / "diagrams"
_DIAGRAM = re.compile(r"^```mermaid\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
_SECONDS = 120  # that JupyterLab may take to start, and to draw


def drawn(prose: str) -> str:
    """Markdown with each mermaid diagram in it as an element of a page.

    Raises `BadInput` for a diagram of which there is no drawing.
    """
    return _DIAGRAM.sub(lambda found: _figure(found[1]), prose)


def sources() -> list[str]:
    """Every mermaid diagram of the lessons."""
    return [
        source
        for path in lessons(project.root())
        for cell in read(path).cells
        if cell.cell_type == "markdown"
        for source in _DIAGRAM.findall(cell.source)
    ]


def draw(chromium: "Browser") -> Iterator[Path]:
    """Draw the diagrams that are not drawn yet, and give their files; forget those that are gone.

    No two drawings of one diagram are the same to the byte, so what is drawn stays as it is.
    """
    wanted = {path_of(source): source for source in sources()}
    for path in set(FOLDER.glob("*.svg")) - set(wanted):
        path.unlink()
    missing = [path for path in wanted if not path.is_file()]
    if not missing:
        return
    with tempfile.TemporaryDirectory() as folder, _jupyterlab(Path(folder)) as address:
        page = chromium.new_page(color_scheme="light")
        for path in missing:
            name = f"{path.stem}.mmd"
            Path(folder, name).write_text(wanted[path], "utf-8")
            page.goto(f"{address}/doc/tree/{name}?reset")
            image = page.locator(".jp-RenderedMermaid img")
            image.wait_for(timeout=_SECONDS * 1000)
            drawing = unquote(image.get_attribute("src") or "")
            path.write_text(_slim(drawing[drawing.index("<svg") :], path.stem), "utf-8")
            yield path
        page.close()


def path_of(source: str) -> Path:
    """The file of a diagram's drawing."""
    return FOLDER / f"{hashlib.sha256(source.encode()).hexdigest()[:12]}.svg"


def _figure(source: str) -> str:
    path = path_of(source)
    if not path.is_file():
        raise BadInput("A lesson has a diagram that is not drawn yet: `course pictures` draws it.")
    told = re.findall(r"^\s*acc(?:Title|Descr): (.+)$", source, re.MULTILINE)
    label = escape(". ".join(told) or "Diagram; the text around it says the same")
    svg = path.read_text("utf-8").strip()
    return f'<figure class="diagram" role="img" aria-label="{label}">{svg}</figure>\n'


def _slim(svg: str, name: str) -> str:
    """The drawing alone, with ids of its own.

    Colours and fonts are the book's to choose; the icons and marks for mermaid itself, which
    are in every drawing, nobody needs.
    """
    svg = re.sub(r"<style>.*?</style>|<defs><symbol.*?</defs>", "", svg)
    svg = re.sub(r' data-[\w-]+="[^"]*"| style="[^"]*font-[^"]*"', "", svg)
    for marker, name_of_it in re.findall(r'(<marker id="([^"]+)".*?</marker>)', svg):
        if f"url(#{name_of_it})" not in svg:
            svg = svg.replace(marker, "")
    svg = re.sub(r"-?\d+\.\d+", lambda number: f"{float(number[0]):.1f}", svg)
    return svg.replace("jp-mermaid-0", f"d-{name}") + "\n"


@contextmanager
def _jupyterlab(root: Path) -> Iterator[str]:
    """JupyterLab, serving the files in `root` to this machine only; its address."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    options = [f"--port={port}", f"--ServerApp.root_dir={root}", "--IdentityProvider.token="]
    server = subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(server, f"{address}/api")
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(server: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and server.poll() is None:
        with suppress(httpx.TransportError):
            httpx.get(address)
            return
        time.sleep(0.2)
    raise BadInput("JupyterLab, which draws the diagrams, did not start.")
