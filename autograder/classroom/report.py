"""What a class has got right, and what it misunderstands: a table, and a page with a chart."""

from collections import Counter
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from autograder import project, theme

_MOST = 3  # diagnoses that are told of each task
_BAR = 20  # columns of a bar
_NAMES = 5  # submissions that are named of those with the same trouble


@dataclass(frozen=True)
class Row:
    """One task: how many have passed it, of how many, and what the others were told most."""

    task: str
    passed: int
    of: int
    told: tuple[tuple[str, int], ...]


def rows(found: list[dict[str, Any]]) -> list[Row]:
    """A row for each task in `found`, the verdicts of one student each, as `grading` gives them."""
    made = []
    for task in dict.fromkeys(task for verdicts in found for task in verdicts):
        of_task = [verdicts[task] for verdicts in found if task in verdicts]
        passed = sum(one["passed"] for one in of_task)
        told = Counter(one["reason"] for one in of_task if not one["passed"])
        made.append(Row(task, passed, len(of_task), tuple(told.most_common(_MOST))))
    return made


def text(assignment: str, found: list[dict[str, Any]]) -> str:
    """The table for a terminal."""
    lines = [f"\n{assignment}: {len(found)} submissions"]
    for row in rows(found):
        bar = "█" * round(_BAR * row.passed / row.of)
        told = ", ".join(f"{reason} {count}" for reason, count in row.told)
        lines.append(f"  {row.task:<22}{row.passed:>4} of {row.of:<4} {bar:<{_BAR}}  {told}")
    return "\n".join(lines)


def troubles(what: str, why: dict[str, str]) -> list[str]:
    """A line for each kind of trouble: `why` says what a submission, by its name, has met.

    Its first line is the kind; the rest, such as a log, is told of one submission.
    """
    kinds: dict[str, list[str]] = {}
    for name, text in why.items():
        kinds.setdefault(text.partition("\n")[0], []).append(name)
    lines = []
    for kind, names in kinds.items():
        others = [f"and {len(names) - _NAMES} more"] if len(names) > _NAMES else []
        lines.append(f"{len(names)} {what}: {kind} ({'; '.join([*names[:_NAMES], *others])})")
        lines += why[names[0]].splitlines()[1:]
    return lines


def write(assignment: str, found: list[dict[str, Any]]) -> Path:
    """Write the page, .course/reports/ASSIGNMENT.html; returns where it is."""
    path = project.root() / ".course" / "reports" / f"{assignment}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(assignment, found), "utf-8")
    return path


def page(assignment: str, found: list[dict[str, Any]]) -> str:
    """The table as a page of its own: no script, nothing from elsewhere."""
    body = "".join(_row(row) for row in rows(found))
    title = escape(assignment)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width">'
        f"<style>{theme.css('body')}{_CSS}</style></head><body><main><h1>{title}</h1>"
        f"<p>{len(found)} submissions. A bar shows how many pass; beside it stand the most "
        "frequent diagnoses of the others.</p><table><thead><tr><th>Task</th><th>Pass</th>"
        f"<th>Diagnoses</th></tr></thead><tbody>{body}</tbody></table></main></body></html>\n"
    )


def _row(row: Row) -> str:
    told = ", ".join(f"<code>{escape(reason)}</code> {count}" for reason, count in row.told)
    bar = f'<progress max="{row.of}" value="{row.passed}" aria-hidden="true"></progress>'
    return (
        f"<tr><th scope=row><code>{escape(row.task)}</code></th>"
        f"<td>{bar} {row.passed} of {row.of}</td><td>{told}</td></tr>"
    )


_CSS = """
body{font-family:system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .8rem .4rem 0}
tr{border-bottom:1px solid currentColor}progress{width:10rem}
"""
