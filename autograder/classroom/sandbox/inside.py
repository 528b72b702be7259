"""Runs a submission's cells in a sandbox, and serves its answers to the checks out there.

Over the first socket come lines of JSON, and each gets a line, or two:

    {"run": code}      {"outputs": [...]}, as a notebook keeps them
    {"serve": task}    {"problem": why}, or {"serving": what a `Host` has to know} and then,
                       once the control connection has asked to leave, {"served": true}
    {"try": source}    {"findings": [...]}, of a learner's tests, see `autograder.learners_tests`

The second listens for what a `Host` asks, see `autograder.serve`, the third for requests to the
answer. What is in here may be a stranger's: nothing that it says becomes a verdict out there, but
whether its loop is free, and what was raised in it, is known from it alone.
"""

import asyncio
import base64
import io
import json
import os
import socket
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import Any, cast

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from autograder import checks, learners_tests
from autograder.judge import restore
from autograder.serve import serve
from autograder.subject import NotAnAnswer

_LINE = 64 * 1024**2  # bytes; a request holds at most one cell


def main(cells: socket.socket, control: socket.socket, app: socket.socket, output: int) -> None:
    """Work until the first socket is closed; cells may show `output` characters in all."""
    checks.check = _not_here
    sys.path.insert(0, "")  # as in a kernel: cells may import what cells have written
    asyncio.run(_work(cells, control, app, output))


async def _not_here(*_: Any, **__: Any) -> None:
    """In place of `check` in a learner's own cells: only the check cells are graded."""


async def _work(
    cells: socket.socket, control: socket.socket, app: socket.socket, output: int
) -> None:
    reader, writer = await asyncio.open_connection(sock=cells, limit=_LINE)
    notebook = _Notebook(output)

    def say(known: dict[str, Any]) -> None:
        writer.write(json.dumps(known).encode() + b"\n")

    async for line in reader:
        match json.loads(line):
            case {"run": code}:
                say({"outputs": await notebook.run(code)})
            case {"serve": task}:
                asked = checks.tasks()[task]
                try:
                    await serve(
                        asked,
                        asked.subject(notebook.names),
                        _copy(app),
                        _copy(control),
                        lambda known: say({"serving": known}),
                    )
                    say({"served": True})
                except NotAnAnswer as problem:
                    say({"problem": str(problem)})
                finally:
                    restore()
            case {"try": source}:
                say({"findings": await asyncio.to_thread(learners_tests.run, source)})


def _copy(listening: socket.socket) -> socket.socket:
    """The same socket, for one answer, which closes it."""
    return socket.socket(fileno=os.dup(listening.fileno()))


class _Notebook:
    """An IPython shell that keeps what its cells show."""

    def __init__(self, output: int) -> None:
        self._left = output
        self._outputs: list[dict[str, Any]] = []
        shell = _Shell.instance(
            display_pub_class=_Publisher,
            displayhook_class=_Results,
            colors="nocolor",
            config=Config(HistoryManager={"enabled": False}),  # else a database, for nobody
        )
        shell.enable_matplotlib("inline")
        self._shell = cast(Any, shell)
        self._shell.display_pub.show = self._shell.displayhook.show = self._show
        self._shell._showtraceback = self._error  # as ipykernel does it
        self.names: dict[str, Any] = self._shell.user_ns

    async def run(self, code: str) -> list[dict[str, Any]]:
        """Run a cell; what it shows, as outputs of the notebook format."""
        self._outputs = []
        out, err = (_Stream(name, self._stream) for name in ("stdout", "stderr"))
        with redirect_stdout(out), redirect_stderr(err):
            shell = self._shell
            transformed, trouble = code, None
            try:
                transformed = shell.transform_cell(code)
            except Exception:
                trouble = sys.exc_info()
            await shell.run_cell_async(
                code,
                store_history=True,
                transformed_cell=transformed,
                preprocessing_exc_tuple=trouble,
            )
            shell.events.trigger("post_execute")
        return self._outputs

    def _keep(self, output: dict[str, Any], size: int) -> None:
        self._left -= size
        if self._left >= 0:
            self._outputs.append(output)

    def _show(self, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        shown = {"output_type": "display_data", "data": _plain(data), "metadata": metadata or {}}
        self._keep(shown, sum(len(str(one)) for one in data.values()))

    def _stream(self, name: str, text: str) -> None:
        last = self._outputs[-1] if self._outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            self._left -= len(text)
            last["text"] += text if self._left >= 0 else ""
        else:
            self._keep({"output_type": "stream", "name": name, "text": text}, len(text))

    def _error(self, kind: Any, error: Any, lines: list[str]) -> None:
        raised = {"ename": kind.__name__, "evalue": str(error), "traceback": lines}
        self._keep({"output_type": "error", **raised}, sum(map(len, lines)))


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """Pictures as text, as a notebook keeps them."""
    return {
        kind: base64.b64encode(one).decode() if isinstance(one, bytes) else one
        for kind, one in data.items()
    }


class _Shell(InteractiveShell):
    """A shell without a screen: `%matplotlib` can show pictures in cells only."""

    def enable_gui(self, gui: str | None = None) -> None:
        """There is none."""


class _Publisher(DisplayPublisher):
    """Hands on what a cell displays."""

    show: Any = None

    def publish(self, data: Any, metadata: Any = None, **_: Any) -> None:  # type: ignore[override]
        self.show(data, metadata)


class _Results(DisplayHook):
    """Hands on what a cell ends with."""

    show: Any = None

    def __call__(self, result: Any = None) -> None:
        if result is not None:
            shell: Any = self.shell
            self.show(*shell.display_formatter.format(result))


class _Stream(io.TextIOBase):
    """A `print` in a cell."""

    def __init__(self, name: str, keep: Any) -> None:
        self._name = name
        self._keep = keep

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if text:
            self._keep(self._name, text)
        return len(text)
