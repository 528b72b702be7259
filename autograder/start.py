"""The start page: the lessons, with their minutes, their exercises, and what you have passed.

    from autograder.start import start_page

    start_page()

Titles and minutes are those that stand in the notebooks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from autograder import display, notebooks, project, theme
from autograder.notebooks import number_of, read
from autograder.progress import exercises, problem
from autograder.project import BadInput


@dataclass(frozen=True)
class Lesson:
    """A lesson, and the tasks of its exercise with what has become of them."""

    path: Path
    heading: str  # "01 · async and await"
    minutes: int
    exercise: Path | None  # lesson 00 has none
    tasks: dict[str, str]

    @property
    def solution(self) -> Path | None:
        """The exercise's, where it is on this disk: a class may have to do without."""
        path = project.root() / "solutions" / self.path.stem / self.path.name
        return path if path.is_file() else None

    @property
    def passed(self) -> int:
        return sum(state == "passed" for state in self.tasks.values())

    @property
    def score(self) -> str:
        return f"{self.passed} of {len(self.tasks)}" if self.tasks else ""


def start_page() -> None:
    """Show the lessons: a table in a notebook, text everywhere else."""
    found = list(lessons())
    display.show(html(found), text(found))
    if why := problem():
        print(why)


def lessons() -> Iterator[Lesson]:
    """The course's lessons, in order; says which one it leaves out as it cannot be read."""
    of = {path.stem: (path, states) for path, states in exercises()}
    for path in notebooks.lessons(project.root()):
        try:
            heading, minutes = _title(path)
        except BadInput as error:
            print(error)
            continue
        exercise, tasks = of.get(path.stem, (None, {}))
        yield Lesson(path, heading, minutes, exercise, tasks)


def _title(path: Path) -> tuple[str, int]:
    title = "".join(cell.source for cell in read(path).cells[:1])
    heading, minutes = re.match(r"# (.+)", title), re.search(r"(\d+) minutes", title)
    if heading is None or minutes is None:
        raise BadInput(f"{path.stem} does not begin with its title and its minutes.")
    return heading[1], int(minutes[1])


def go_on(found: list[Lesson]) -> Lesson | None:
    """The first lesson with a task that is not passed; None when all are."""
    return next((one for one in found if one.passed < len(one.tasks)), None)


# -- text ------------------------------------------------------------------------------------


def text(found: list[Lesson]) -> str:
    """The page as a table of plain text."""
    wide = max((len(one.heading) for one in found), default=0)
    rows = [
        f"{one.heading:<{wide}}  {one.minutes} minutes  {one.score and f'{one.score} tasks passed'}"
        for one in found
    ]
    return "\n".join([*(row.rstrip() for row in rows), "", _summary(found)])


def _summary(found: list[Lesson]) -> str:
    passed, tasks = sum(one.passed for one in found), sum(len(one.tasks) for one in found)
    following = go_on(found)
    rest = f"Go on with {following.heading}." if following else "You are through."
    return f"{passed} of {tasks} tasks passed. {rest}"


# -- html ------------------------------------------------------------------------------------


def html(found: list[Lesson]) -> str:
    """The page as an element with a style of its own: no script."""
    rows = "".join(_row(one, one is go_on(found)) for one in found)
    heads = "".join(f'<th scope="col">{head}</th>' for head in _COLUMNS)
    return (
        f'<div class="cc-start"><style>{theme.css(".cc-start")}{_CSS}</style>'
        f"<table><caption>{escape(_summary(found))}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


_COLUMNS = ("Lesson", "Minutes", "Exercise", "Passed")


def _row(lesson: Lesson, is_next: bool) -> str:
    dots = "".join("●" if state == "passed" else "○" for state in lesson.tasks.values())
    links = [_link(lesson.exercise, f"Exercise {number_of(lesson.path)}")]
    links += [_link(lesson.solution, "solution")]
    kind = "cc-next" if is_next else ""
    return (
        f'<tr class="{kind}"><th scope="row">{_link(lesson.path, lesson.heading)}</th>'
        f"<td>{lesson.minutes}</td><td>{' · '.join(filter(None, links))}</td>"
        f'<td><span class="cc-dots" aria-hidden="true">{dots}</span> '
        f'<span class="cc-score">{lesson.score}</span></td></tr>'
    )


def _link(path: Path | None, label: str) -> str:
    """A link as the notebook that shows it needs it: from the folder that its kernel is in."""
    if path is None:
        return ""
    return f'<a href="{escape(project.link(path))}">{escape(label)}</a>'


# Classes are repeated to outweigh what JupyterLab says about rendered HTML.
_CSS = f"""
.cc-start.cc-start{{max-width:840px;box-sizing:border-box;margin:6px 0;padding:10px 18px;
overflow-x:auto;background:var(--cc-surface);color:var(--cc-ink);border:1px solid var(--cc-border);
border-radius:8px;font:14px/1.5 {theme.FONT}}}
.cc-start.cc-start table{{width:100%;margin:0;border-collapse:collapse;border:0;font-size:14px;
table-layout:auto}}
.cc-start.cc-start caption{{caption-side:top;padding:4px 8px 10px;text-align:left;font-size:15px;
font-weight:600;color:var(--cc-ink)}}
.cc-start.cc-start.cc-start tr{{background:none;border:0;border-top:1px solid var(--cc-grid)}}
.cc-start.cc-start.cc-start tr.cc-next{{background:var(--cc-code)}}
.cc-start.cc-start.cc-start :is(th,td){{padding:5px 8px;text-align:left;white-space:nowrap;
line-height:1.3;vertical-align:baseline;color:var(--cc-ink);background:none;border:0}}
.cc-start.cc-start.cc-start thead th{{font-weight:600;color:var(--cc-muted)}}
.cc-start.cc-start.cc-start tbody th{{font-weight:400;white-space:normal}}
.cc-start.cc-start.cc-start td:nth-child(n+3){{white-space:normal}}
.cc-start.cc-start.cc-start td a{{white-space:nowrap}}
.cc-start.cc-start.cc-start tr.cc-next th{{font-weight:600}}
.cc-start.cc-start.cc-start a{{color:var(--cc-model);text-decoration:underline}}
.cc-start .cc-score{{white-space:nowrap}}
.cc-start .cc-dots{{color:var(--cc-pass);letter-spacing:1px;white-space:nowrap}}
""".replace("\n", "")
