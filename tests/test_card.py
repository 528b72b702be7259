"""The card: its text to the letter, its HTML, and colours that can be read."""

import random
import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import runs

from autograder import card, display, theme
from autograder.verdict import Verdict

HELD = Verdict(
    task="chat",
    passed=False,
    headline="line 7: `time.sleep(1)` held the event loop while two requests waited",
    reason="loop-held",
    details=("Requests 2 and 3 were sent, and neither reached the model before line 7 was done.",),
    advice=("`await asyncio.sleep(1)` waits without holding the loop.",),
    line=7,
    code="    time.sleep(1)\n",
    seed=1234,
    events=tuple(runs.loop_held()),
)
PASSED = Verdict(
    task="multi-agent",
    passed=True,
    headline="three agents were in flight at once, and their order was kept",
    details=("A `TaskGroup` would do too.",),
    advice=("send each result the moment it is there. How soon is one read?",),
    links=(("Worked solution", "../solutions/08.ipynb?a=1&b=2"),),
    seed=77,
    events=tuple(runs.at_once()),
)
EVIL = Verdict(
    task="<script>alert(0)</script>",
    passed=False,
    headline="`<script>alert(1)</script>` & \"quotes\" 'too'",
    details=("<img src=x onerror=alert(2)>\nanother line",),
    advice=("</div></style><script>alert(3)</script>",),
    line=3,
    code="'<b>' \x1b[31m",
    file='"><script>',
    links=(("<i>", '"onclick="alert(4)'),),
    events=tuple(runs.Script().events),
)


# -- text ------------------------------------------------------------------------------------


def test_a_failed_check_to_the_letter():
    assert (
        card.text(HELD)
        == """\
not yet chat — line 7: `time.sleep(1)` held the event loop while two requests waited

    7 │ time.sleep(1)
      │ ^^^^^^^^^^^^^

- Requests 2 and 3 were sent, and neither reached the model before line 7 was done.

Try: `await asyncio.sleep(1)` waits without holding the loop.

The run:
  3 requests, 3 model calls in 1.38 s: up to 3 calls at once.
  event loop: held for 1.00 s from 0.03 s by line 7: time.sleep(1)
  POST /chat #1: sent at 0.00 s; model call #1 from 1.05 s, replied at 1.31 s; answered
    200 at 1.34 s.
  POST /chat #2: sent at 0.01 s; model call #2 from 1.07 s, replied at 1.33 s; answered
    200 at 1.36 s.
  POST /chat #3: sent at 0.02 s; model call #3 from 1.09 s, replied at 1.35 s; answered
    200 at 1.38 s.

Repeat this run with seed 1234"""
    )


def test_a_passed_check_to_the_letter():
    assert (
        card.text(PASSED)
        == """\
passed  multi-agent — three agents were in flight at once, and their order was kept

- A `TaskGroup` would do too.

Go further: send each result the moment it is there. How soon is one read?

The run:
  1 request, 3 model calls in 361 ms: up to 3 calls at once.
  POST /multi-agent #1: sent at 0 ms; model call #1 from 10 ms, replied at 300 ms; model
    call #2 from 14 ms, replied at 320 ms; model call #3 from 18 ms, replied at 340 ms;
    answered 200 at 361 ms.

Worked solution: ../solutions/08.ipynb?a=1&b=2"""
    )


def test_a_verdict_with_nothing_more_to_say_is_one_line():
    assert card.text(Verdict("ask", True, "it came")) == "passed  ask — it came"


def test_a_request_that_only_came_and_went_is_not_told():
    run = runs.Script()
    run.sent(0.0, 1, "hello")
    run.done(0.01, 1)
    verdict = Verdict("ask", False, "it gives nothing", seed=3, events=tuple(run.events))
    assert "The run" not in card.text(verdict)
    assert "<svg xmlns" not in card.html(verdict)
    run.arrived(0.005, 1, "user: hello")
    told = replace(verdict, events=tuple(run.events))
    assert "The run" in card.text(told)
    assert "<svg xmlns" in card.html(told)


def test_a_long_run_is_told_in_six_rows():
    told = card.text(Verdict("load", True, "fine", events=tuple(runs.crowd(20))))
    assert len(re.findall(r"^  \S", told, re.MULTILINE)) == 6
    assert told.endswith("  … 16 more")


def test_a_cut_headline_ends_on_a_word():
    long = "the first of the agents had not replied before the second one was asked for anything"
    line = card.first_line(Verdict("multi-agent", False, long))
    assert line == (
        "not yet multi-agent — the first of the agents had not replied before the second one was…"
    )


def test_a_cut_headline_keeps_its_line_number():
    headline = "`" + "x" * 30 + "` kept everybody waiting who had come after it " + "on line 12"
    assert card.first_line(Verdict("chat", False, headline, line=12)).endswith(" … line 12")


@pytest.mark.parametrize("seed", range(300))
def test_the_first_line_is_short_whatever_the_headline(seed: int):
    chance = random.Random(seed)
    letters = "ab  `é你🙂\n\t\x1b\u200b\ud800—"
    words = "".join(chance.choices(letters, k=chance.randrange(200)))
    task = "".join(chance.choices("ab-", k=chance.choice([4, 12, 100])))
    number = chance.randrange(1, 2000)
    place = chance.randrange(len(words) + 1)
    headline = f"{words[:place]} line {number} {words[place:]}"
    line = card.first_line(Verdict(task, chance.random() < 0.5, headline, line=number))
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in line)
    assert len(line) + wide < 90
    assert re.match(r"passed |not yet ", line)
    assert re.search(rf"\bline {number}\b", line)
    assert line.isprintable()
    line.encode()


# -- html ------------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a browser makes of a card: its elements, their attributes, its words."""

    VOID = frozenset({"img", "br"})

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words += data


@pytest.mark.parametrize("verdict", [HELD, PASSED, EVIL], ids=lambda v: v.reason or str(v.passed))
def test_a_card_is_whole_html_without_scripts(verdict: Verdict):
    page = Page(card.html(verdict))
    assert page.open == []
    assert not {"script", "img", "iframe", "link"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]


def test_what_a_learner_wrote_is_shown_as_written():
    page = Page(card.html(EVIL))
    for words in ("<script>alert(1)</script>", "<img src=x onerror=alert(2)> another line", "<i>"):
        assert words in page.words
    assert "\x1b" not in page.words


def test_a_card_says_all_of_the_verdict():
    page = Page(card.html(HELD))
    for words in ("Not yet", "chat", "Line 7: time.sleep(1) held", *HELD.details, "Try:", "1234"):
        assert words in page.words
    assert "Go further" not in page.words
    assert ("aria-label", "Check of chat: not yet") in page.attributes
    assert {"svg", "pre", "details"} <= set(page.tags)


def test_a_passed_card_leads_on_and_asks_for_no_repeat():
    page = Page(card.html(PASSED))
    assert "Go further: send each result" in page.words
    assert "Try:" not in page.words
    assert ("href", "../solutions/08.ipynb?a=1&b=2") in page.attributes
    assert "Passed" in page.words
    assert "seed" not in page.words


def test_a_card_styles_nothing_but_itself():
    style = "".join(re.findall(r"<style[^>]*>(.*?)</style>", card.html(HELD), re.DOTALL))
    style = re.sub(r"@supports \([^{]*\)", "", style)
    selectors = [part for rule in re.findall(r"([^{}]+)\{", style) for part in rule.split(",")]
    assert len(selectors) > 20
    assert [one for one in selectors if ".cc-" not in one] == []


def test_a_card_shows_as_text_outside_a_notebook(capsys: pytest.CaptureFixture[str]):
    card.show(HELD)
    shown = capsys.readouterr()
    assert shown.out == card.text(HELD) + "\n"
    assert shown.err == ""


# -- colours ---------------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


WORDS = [
    ("ink", "surface"), ("ink", "code"), ("muted", "surface"), ("muted", "code"),
    ("held", "surface"), ("held", "held-tint"), ("pass", "surface"), ("model", "surface"),
]  # fmt: skip
SHAPES = [
    ("model", "model-tint"), ("service", "service-tint"), ("held", "held-tint"),
    ("model", "bar"), ("service", "bar"), ("ink", "model-tint"), ("ink", "bar"), ("held", "bar"),
    ("edge", "surface"), ("surface", "pass"),
]  # fmt: skip


@pytest.mark.parametrize("theme_", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [(*pair, 4.5) for pair in WORDS] + [(*pair, 3.0) for pair in SHAPES],
)
def test_colours_can_be_told_apart(front: str, back: str, least: float, theme_: int):
    assert contrast(theme.PALETTE[front][theme_], theme.PALETTE[back][theme_]) >= least


def test_light_colours_are_all_different():
    lights = [light for light, _ in theme.PALETTE.values()]
    assert len(set(lights)) == len(lights)


def test_a_cell_of_which_a_grader_knows_no_number_is_in_the_notebook():
    assert display.file_name("<ipython-input-3-1b2c3d>") == "the notebook"
    assert display.file_name("app.py") == "app.py"
