"""`course book`: the lessons with what they print and draw, as a static site in `_book/`.

nbconvert makes the pages: of Jupyter's publishing tools it is the one that comes with the course
and builds without a download, where MyST fetches its theme and Quarto is a program of its own.
The site loads nothing from elsewhere, and works from a server as from a folder.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from autograder import kernel, project, theme
from autograder.book.lessons import Lesson, lesson
from autograder.notebooks import lessons, read
from autograder.project import BadInput, shown

_SITE = Path(__file__).parent / "site"
_COPIED = ("theme.js", "book.js", "icon.svg")
_NOT_RUN = shutil.ignore_patterns(".*", "_book", "_screenshots", "__pycache__", "build")


def book() -> int:
    """Run all lessons, write the site, and say where it is.

    Raises `BadInput` when a lesson does not run; the site of before is then as it was.
    """
    folder = project.root() / "_book"
    write(folder, _executed())
    print(f"The book is in {shown(folder)}: open {shown(folder / 'index.html')} in a browser.")
    return 0


def write(folder: Path, notebooks: Mapping[str, NotebookNode]) -> None:
    """Write the site of these executed lessons, by their names and in their order, to `folder`.

    What `folder` held before is removed.
    """
    lessons = [lesson(name, notebook) for name, notebook in notebooks.items()]
    site = Environment(
        loader=PackageLoader("autograder.book", "site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    pages = {"index": site.get_template("start.html.j2").render(lessons=lessons, here=None)}
    for before, here, after in zip([None, *lessons], lessons, [*lessons[1:], None], strict=False):
        pages[here.name] = site.get_template("lesson.html.j2").render(
            lessons=lessons, before=before, here=here, after=after
        )
    assets = folder / "assets"
    shutil.rmtree(folder, ignore_errors=True)
    assets.mkdir(parents=True)
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, "utf-8")
    for name in _COPIED:
        shutil.copy(_SITE / name, assets)
    style = theme.css(":root") + "\n" + (_SITE / "book.css").read_text("utf-8")
    (assets / "book.css").write_text(style, "utf-8")
    (assets / "words.js").write_text(_words(lessons), "utf-8")


def _words(lessons: list[Lesson]) -> str:
    """What the search looks through: a script, since a page in a folder may load no JSON."""
    sections = [
        {"page": f"{one.name}.html", "lesson": one.heading, **asdict(section)}
        for one in lessons
        for section in one.sections
    ]
    return f"const SECTIONS = {json.dumps(sections, ensure_ascii=False)};\n"


def _executed() -> dict[str, NotebookNode]:
    """All lessons, run in turn, each in a fresh kernel and all in a clean copy of the course.

    So neither does the book show anybody's progress, nor do its runs count as theirs.
    """
    done = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "course"
        shutil.copytree(project.root(), copy, ignore=_NOT_RUN)
        for path in lessons(copy):
            print(f"running {path.stem}", flush=True)
            done[path.stem] = _run(path)
    return done


def _run(path: Path) -> NotebookNode:
    notebook = read(path)
    own = {"PYTHONPATH": str(path.parent.parent), "COURSE_PROVIDER": "offline"}
    try:
        kernel.run(notebook, path, os.environ | own)
    except CellExecutionError as error:
        why = f"{error.ename}: {error.evalue}"
        raise BadInput(f"notebooks/{path.name} does not run to its end: {why}") from None
    return notebook
