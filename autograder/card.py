"""The card a learner sees after a check: HTML in a notebook, plain text everywhere else."""

import re
import textwrap
import unicodedata
from collections.abc import Sequence
from html import escape

from autograder import display, theme
from autograder.lanes import describe, lay_out, plain
from autograder.ledger import Event
from autograder.timeline import draw
from autograder.verdict import Verdict

WIDTH = 89  # nbgrader cuts what is longer than 90 columns
_ROWS = 6  # lines about the run in a text card


def show(verdict: Verdict) -> None:
    """Display the card in IPython, with the verdict as data, or print its text."""
    found = {"task": verdict.task, "passed": verdict.passed}
    display.show(html(verdict), text(verdict), verdict=found)


# -- text ------------------------------------------------------------------------------------


def text(verdict: Verdict) -> str:
    """The card as plain text; the first line, under 90 columns, is the whole in short."""
    parts = [first_line(verdict)]
    if verdict.code.strip():
        parts.append(_code(verdict))
    if verdict.details:
        parts.append("\n".join(_wrapped("- ", line) for line in verdict.details))
    if verdict.advice:
        parts.append("\n".join(_wrapped(f"{_next(verdict)} ", line) for line in verdict.advice))
    if _tells(verdict.events):
        told = describe(lay_out(verdict.events), room=_ROWS)
        rows = [_wrapped("  ", row, "    ") for row in told]
        parts.append("\n".join(["The run:", *rows]))
    for label, target in verdict.links:
        parts.append(f"{plain(label)}: {plain(target)}")
    if not verdict.passed:
        parts.append(f"Repeat this run with seed {verdict.seed}")
    return "\n\n".join(parts)


def first_line(verdict: Verdict) -> str:
    """State, task and headline in under 90 columns; a cut headline keeps its line number."""
    state = "passed" if verdict.passed else "not yet"
    line = f"{state:<7} {plain(verdict.task)} — {plain(verdict.headline)}"
    if _columns(line) <= WIDTH:
        return line
    number = "" if verdict.line is None else f"line {verdict.line}"
    cut = _cut(line, WIDTH - 1)
    if number and not re.search(rf"\b{number}\b", cut):
        tail = f" … {number}"
        return _cut(line, WIDTH - len(tail)) + tail
    return cut + "…"


def _next(verdict: Verdict) -> str:
    return "Go further:" if verdict.passed else "Try:"


def _tells(events: Sequence[Event]) -> bool:
    """Whether the run has more to show than that one request came and went."""
    return any(event.lane != "client" for event in events) or len({e.call for e in events}) > 1


def _file(verdict: Verdict) -> str:
    return plain(display.file_name(verdict.file))


def _cut(line: str, columns: int) -> str:
    """The words of `line` that fit; a word that is too long for any line is cut itself."""
    fits = line[:columns]
    while _columns(fits) > columns:
        fits = fits[:-1]
    words = fits if line[len(fits) : len(fits) + 1] == " " else fits.rpartition(" ")[0]
    return (words if _columns(words) > columns / 2 else fits).rstrip(" —")


def _columns(line: str) -> int:
    """How many columns of a terminal `line` takes."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in line)


def _code(verdict: Verdict) -> str:
    code = plain(verdict.code)
    number = "" if verdict.line is None else str(verdict.line)
    shown = textwrap.shorten(code, 72, placeholder=" …") if _columns(code) > 72 else code
    file = f"    in {_file(verdict)}\n" if verdict.file else ""
    return f"{file}    {number} │ {shown}\n    {' ' * len(number)} │ {'^' * _columns(shown)}"


def _wrapped(start: str, words: str, indent: str | None = None) -> str:
    rest = " " * len(start) if indent is None else indent
    return textwrap.fill(
        plain(words), WIDTH, initial_indent=start, subsequent_indent=rest, break_on_hyphens=False
    )


# -- html ------------------------------------------------------------------------------------


def html(verdict: Verdict) -> str:
    """The card as an element with a style of its own: no script, all text escaped."""
    state, word = ("passed", "Passed") if verdict.passed else ("not-yet", "Not yet")
    task = escape(plain(verdict.task))
    headline = verdict.headline[:1].upper() + verdict.headline[1:]
    parts = [
        f'<p class="cc-state">{_ICONS[state]}<strong>{word}</strong> <span>{task}</span></p>',
        f'<p class="cc-headline">{_prose(headline)}</p>',
    ]
    if verdict.code.strip():
        parts.append(_code_block(verdict))
    if verdict.details:
        items = "".join(f"<li>{_prose(line)}</li>" for line in verdict.details)
        parts.append(f'<ul class="cc-details">{items}</ul>')
    parts += [
        f'<p class="cc-try"><strong>{_next(verdict)}</strong> {_prose(line)}</p>'
        for line in verdict.advice
    ]
    if verdict.links:
        links = " · ".join(_link(*link) for link in verdict.links)
        parts.append(f'<p class="cc-links">{links}</p>')
    if _tells(verdict.events):
        parts.append(_run(verdict))
    if not verdict.passed:
        seed = f"Repeat this run with seed <code>{verdict.seed}</code>"
        parts.append(f'<p class="cc-seed">{seed}</p>')
    label = f"Check of {task}: {word.lower()}"
    return (
        f'<div class="cc-card cc-{state}" role="group" aria-label="{label}">'
        f"<style>{theme.css('.cc-card')}{_CSS}</style>{''.join(parts)}</div>"
    )


def _prose(words: str) -> str:
    """`words` escaped, with what stands in backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(plain(words)))


def _link(label: str, target: str) -> str:
    return f'<a href="{escape(target)}">{escape(plain(label))}</a>'


def _code_block(verdict: Verdict) -> str:
    code = plain(verdict.code)
    number = "" if verdict.line is None else str(verdict.line)
    file = f'<span class="cc-file">{escape(_file(verdict))}\n</span>' if verdict.file else ""
    return (
        f'<pre class="cc-code">{file}<span class="cc-number">{number}</span> '
        f'<span class="cc-line">{escape(code)}</span></pre>'
    )


def _run(verdict: Verdict) -> str:
    # A notebook that is not trusted shows no style and no drawing: `hidden`, which the style
    # undoes, keeps the drawing's loose words away there.
    run = draw(verdict.events)
    rows = "".join(f"<li>{escape(plain(row))}</li>" for row in run.text.splitlines())
    return (
        f'<div class="cc-picture" hidden="hidden">{run.svg}</div>'
        f"<details><summary>The run in words</summary><ul>{rows}</ul></details>"
    )


def _icon(shape: str) -> str:
    return f'<svg class="cc-icon" viewBox="0 0 20 20" aria-hidden="true">{shape}</svg>'


_ICONS = {
    "passed": _icon(
        '<circle cx="10" cy="10" r="10"/>'
        '<path class="cc-tick" d="M5.5 10.4l3 3 6-6.4" fill="none" stroke-width="2.2"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "not-yet": _icon(
        '<circle class="cc-ring" cx="10" cy="10" r="8.5" fill="none" stroke-width="3"/>'
        '<circle cx="10" cy="10" r="3.2"/>'
    ),
}

# The class is repeated to outweigh what JupyterLab says about rendered HTML.
_CSS = f"""
.cc-card.cc-card{{max-width:840px;box-sizing:border-box;margin:6px 0;padding:14px 18px;
background:var(--cc-surface);color:var(--cc-ink);border:1px solid var(--cc-border);
border-left:4px solid var(--cc-state);border-radius:8px;font:14px/1.5 {theme.FONT}}}
.cc-card.cc-passed{{--cc-state:var(--cc-pass)}}
.cc-card.cc-not-yet{{--cc-state:var(--cc-held)}}
.cc-card.cc-card.cc-card p{{margin:0 0 8px;font-size:14px;color:inherit}}
.cc-card.cc-card .cc-state.cc-state{{display:flex;align-items:center;gap:8px;color:var(--cc-state)}}
.cc-card .cc-state span{{color:var(--cc-muted);font-family:{theme.MONO};font-size:13px}}
.cc-card .cc-icon{{width:18px;height:18px;flex:none;fill:var(--cc-state)}}
.cc-card .cc-tick{{stroke:var(--cc-surface)}}
.cc-card .cc-ring{{stroke:var(--cc-state)}}
.cc-card.cc-card .cc-headline.cc-headline{{font-size:16px;font-weight:600;line-height:1.4}}
.cc-card.cc-card.cc-card code{{font-family:{theme.MONO};font-size:.9em;color:inherit;
background:var(--cc-code);padding:1px 4px;border:0;border-radius:4px}}
.cc-card.cc-card .cc-code.cc-code{{margin:0 0 12px;padding:8px 12px;overflow-x:auto;
background:var(--cc-code);color:var(--cc-ink);border:0;border-radius:6px;
font:13px/1.6 {theme.MONO}}}
.cc-card .cc-file{{display:block;color:var(--cc-muted);font-size:12px}}
.cc-card .cc-number{{color:var(--cc-muted);padding-right:6px;user-select:none}}
.cc-card .cc-line{{text-decoration:underline wavy var(--cc-held);text-underline-offset:4px;
text-decoration-thickness:1px}}
.cc-card.cc-passed .cc-line{{text-decoration:none}}
.cc-card.cc-card.cc-card ul{{margin:0 0 10px;padding-left:20px;list-style:disc}}
.cc-card.cc-card.cc-card li{{margin:2px 0;color:inherit}}
.cc-card.cc-card.cc-card a{{color:var(--cc-model);text-decoration:underline}}
.cc-card .cc-picture{{display:block;margin:4px -16px 6px}}
.cc-card .cc-picture svg{{display:block;width:100%;height:auto;max-width:none;margin:0}}
.cc-card details{{margin:0 0 8px;font-size:13px;color:var(--cc-muted)}}
.cc-card summary{{display:list-item;cursor:pointer}}
.cc-card details ul{{margin-top:6px}}
.cc-card.cc-card .cc-seed.cc-seed{{margin:0;font-size:12.5px;color:var(--cc-muted)}}
""".replace("\n", "")
