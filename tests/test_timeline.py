"""The timeline: what a run's lanes are, how they are told in words, and how they are drawn."""

import html
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
import runs

from autograder import display
from autograder.lanes import Clock, describe, lay_out
from autograder.ledger import record
from autograder.timeline import draw, timeline

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    """The texts of a picture, in the order they were drawn."""
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


# -- lanes -----------------------------------------------------------------------------------


def test_a_call_belongs_to_the_request_whose_words_its_prompt_repeats():
    lanes = lay_out(runs.overlapped())
    assert [[call.prompt for call in request.calls] for request in lanes.requests] == [
        ["user: hello 1"],
        ["user: hello 2"],
        ["user: hello 3"],
    ]
    assert lanes.strays == ()


def test_users_who_send_the_same_words_share_the_calls_out():
    run = runs.Script()
    for n in (1, 2, 3):
        run.sent(0.01 * n, n, "hi")
    for n in (1, 2, 3):
        run.arrived(0.1 + 0.01 * n, n, "hi")
    assert [len(request.calls) for request in lay_out(run.events).requests] == [1, 1, 1]


def test_the_longest_repeated_words_decide():
    run = runs.Script()
    run.sent(0.0, 1, "a")
    run.sent(0.1, 2, "a cat")
    run.arrived(0.2, 1, "draw a cat")
    assert [len(request.calls) for request in lay_out(run.events).requests] == [0, 1]


def test_a_call_does_not_belong_to_a_request_that_is_over():
    run = runs.Script()
    run.sent(0.0, 1, "hi")
    run.done(0.1, 1)
    run.arrived(0.2, 1, "hi")
    assert len(lay_out(run.events).strays) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"texts": ["", 3, {"deep": "néedle"}]},
        '{"texts": ["", 3, {"deep": "n\\u00e9edle"}]}',
        '"néedle"',
        "néedle",
    ],
)
def test_words_are_found_anywhere_in_a_body(body: object):
    run = runs.Script()
    run(0, "client", 1, "sent", label="POST /x", body=body)
    run.arrived(0.1, 1, "a néedle here")
    assert lay_out(run.events).strays == ()


@pytest.mark.parametrize("body", [None, "", "{}", "7", '{"a": ""}', '{"a": "other"}', "{broken"])
def test_a_body_without_the_words_gets_no_call(body: object):
    run = runs.Script()
    run(0, "client", 1, "sent", label="POST /x", body=body)
    run.arrived(0.1, 1, "a needle here, 7 of them")
    assert len(lay_out(run.events).strays) == 1


def test_the_one_chunk_of_a_plain_reply_is_not_worth_a_mark():
    run = runs.Script()
    run.sent(0.0, 1, "hi")
    run(0.1, "client", 1, "chunk", text='{"response": "hi"}')
    run.done(0.2, 1)
    assert "chunk" not in draw(run.events).text
    assert "chunk read" not in words(draw(run.events).svg)
    assert "chunk read" in words(draw(runs.collected()).svg)


def test_calls_of_nobody_have_lanes_of_their_own_in_order_of_arrival():
    lanes = lay_out(runs.strangers())
    assert [lane.name for lane in lanes.in_order()] == [
        "POST /chat #1",
        "model call #2",
        "archive call #1",
    ]


def test_what_began_before_the_recording_has_no_lane():
    run = runs.Script()
    run(0.0, "model", 1, "token", index=7, text="late")
    run(0.01, "client", 1, "chunk", text="late")
    run.sent(0.02, 2, "hi")
    run(0.03, "model", 1, "closed")
    run.arrived(0.04, 2, "hi")
    run(0.05, "client", 1, "left")
    lanes = lay_out(run.events)
    assert [lane.name for lane in lanes.in_order()] == ["POST /chat #1"]
    assert [call.name for call in lanes.requests[0].calls] == ["model call #1"]


def test_a_held_loop_counts_from_when_it_stopped_and_to_when_it_went_on():
    run = runs.Script()
    run.sent(0.5, 1, "hi")
    run(0.25, "loop", 0, "held", seconds=2.0, line=3, code="  work()\n")
    lanes = lay_out(run.events)
    assert (lanes.held[0].began, lanes.seconds) == (0.0, 2.0)
    assert lanes.held[0].where == "line 3: work()"


# -- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "row", "told"),
    [
        ("overlapped", 0, "3 requests, 3 model calls in 571 ms: up to 3 calls at once."),
        ("one_by_one", 0, "1 request, 3 model calls in 931 ms: never two calls at once."),
        ("loop_held", 1, "event loop: held for 1.00 s from 0.03 s by line 7: time.sleep(1)"),
        ("trickling", 1, "12 chunks read from 100 ms, the first after 1 of 12 tokens"),
        ("collected", 1, "1 chunk read from 570 ms, the first after 12 of 12 tokens"),
        ("left_early", 1, "left by its caller at 190 ms"),
        ("left_early", 1, "the client left at 150 ms"),
        ("crashed", 2, "POST /chat #2: sent at 1.0 ms; answered 500 at 4.0 ms."),
        ("crashed", 3, "POST /chat #3: sent at 4.0 ms; failed: RuntimeError: no way at 6.0 ms."),
        ("strangers", 2, "model call #2: from 20 ms, broke off at 110 ms."),
        ("strangers", 3, "archive call #1: from 30 ms, no reply yet."),
    ],
)
def test_the_run_in_words(name: str, row: int, told: str):
    assert told in describe(lay_out(runs.RUNS[name]()))[row]


def test_a_run_without_events_says_so():
    picture = draw([])
    assert picture.text == "Nothing happened in this run."
    assert picture.text in words(picture.svg)


def test_a_crowd_is_told_in_short():
    rows = describe(lay_out(runs.crowd(60)))
    assert len(rows) == 13
    assert rows[-1] == "… 49 more"


def retried() -> runs.Script:
    """A request whose model call is answered 429, and is made again; and a stray one."""
    run = runs.Script()
    run.sent(0.0, 1, "hi")
    run.arrived(0.1, 1, "hi")
    run(0.2, "model", 1, "replied", status=429)
    run.arrived(0.3, 2, "hi")
    run(0.9, "model", 2, "replied", status=200)
    run.done(0.95, 1)
    run.arrived(0.96, 3, "somebody else's")
    run(0.97, "model", 3, "replied", status=503)
    return run


def test_a_call_that_got_an_error_is_drawn_as_cut_off_with_its_status():
    picture = draw(retried().events)
    drawn = words(picture.svg)
    assert "429" in drawn and "503" in drawn and "call cut off" in drawn
    assert "200" in drawn and "replied" not in drawn
    assert "replied 429 at" in picture.text and "replied 503 at" in picture.text


def told(rows: list[str], what: str) -> list[str]:
    return [row for row in rows if what in row]


@pytest.mark.parametrize("users", [12, 13, 30])
def test_words_and_picture_tell_of_the_same_lanes(users: int):
    picture = draw(runs.crowd(users))
    rows, drawn = picture.text.splitlines()[1:], words(picture.svg)
    assert len(told(rows, ": sent")) == len(told(drawn, "#"))
    assert told(rows, " more") == told(drawn, " more")


def test_words_and_picture_tell_of_the_same_lines_that_held():
    run = runs.Script()
    for n in range(20):
        run(0.5 * n, "loop", 0, "held", seconds=0.1, line=7, code="work()")
    for n in range(4):
        run(11.0 + n, "loop", 0, "held", seconds=0.5 + n / 10, line=n, code="rest()")
    picture = draw(run.events)
    rows, drawn = picture.text.splitlines(), words(picture.svg)
    assert (
        rows[1] == "event loop: held for 2.00 s in all, 20 times from 0.00 s on by line 7: work()"
    )
    assert "held 20 times, 2.00 s · line 7: work()" in drawn
    for place in ("line 2: rest()", "line 3: rest()"):
        assert len(told(rows, place)) == len(told(drawn, place)) == 1
    assert rows[4:] == ["event loop: … held by 2 more lines"]
    assert "… held by 2 more lines" in drawn


@pytest.mark.parametrize("seconds", [0.0, 0.0004, 0.006, 0.019, 0.3, 0.999, 1.0, 1.4, 59.0, 3000.0])
def test_ticks_are_few_round_and_inside_the_run(seconds: float):
    ticks = Clock(seconds).ticks()
    assert 1 <= len(ticks) <= 8
    assert ticks[0][0] == 0
    assert all(at <= seconds * 1.000001 for at, _ in ticks)
    assert all(re.fullmatch(r"\d{1,4}(\.\d{1,3})? m?s", label) for _, label in ticks)


# -- pictures --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", runs.RUNS)
def test_a_picture_names_every_lane_and_its_outcome(name: str):
    lanes = lay_out(runs.RUNS[name]())
    drawn = words(draw(runs.RUNS[name]()).svg)
    for lane in lanes.in_order():
        assert lane.name in drawn
        assert lane.outcome in drawn


def test_a_held_loop_is_drawn_with_its_time_and_line():
    assert "held 1.00 s · line 7: time.sleep(1)" in words(draw(runs.loop_held()).svg)


def test_a_line_that_holds_again_and_again_is_labelled_once():
    run = runs.Script()
    for n in range(5):
        run(float(n), "loop", 0, "held", seconds=0.5, line=7, code="time.sleep(0.5)")
    labels = [text for text in words(draw(run.events).svg) if text.startswith("held")]
    assert labels == ["held 5 times, 2.50 s · line 7: time.sleep(0.5)"]


def test_twelve_lanes_are_drawn_and_of_more_the_first_eleven():
    assert sum("#" in text for text in words(draw(runs.crowd(12)).svg)) == 12
    drawn = words(draw(runs.crowd(30)).svg)
    assert sum("#" in text for text in drawn) == 11
    assert "… 19 more" in drawn


def test_a_long_label_keeps_its_number_and_ends_before_the_bars():
    longest = max((t for t in words(draw(runs.crowd(12)).svg) if "#" in t), key=len)
    assert longest.endswith(("… #9", "… #12", "… #1"))
    assert len(longest) <= 30


@pytest.mark.parametrize("name", runs.RUNS)
def test_every_text_stays_inside_the_picture(name: str):
    root = ElementTree.fromstring(draw(runs.RUNS[name](), "A title").svg)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.attrib["x"]) <= width <= 900
        assert 0 < float(text.attrib["y"]) < height


def test_the_picture_is_an_image_that_can_be_read_aloud():
    picture = draw(runs.loop_held(), 'A <held> "loop"')
    root = ElementTree.fromstring(picture.svg)
    assert root.attrib["role"] == "img"
    label = root.attrib["aria-label"]
    assert label.startswith('A <held> "loop". 3 requests, 3 model calls in 1.38 s')
    assert "held for 1.00 s" in label


def test_without_its_style_a_timeline_is_its_text():
    picture = draw(runs.crashed(), "a <title>")
    unseen = r'(?s)<style.*?</style>|<div [^>]*hidden="hidden">.*?</div>'
    bare = re.sub(unseen, "", picture.html)
    assert html.unescape(re.sub(r"<[^>]+>", "", bare)) == picture.text


def test_a_picture_brings_no_style_sheet_into_the_page():
    assert "<style" not in draw(runs.loop_held()).svg


def test_the_same_events_give_the_same_picture():
    assert draw(runs.overlapped(), "t") == draw(runs.overlapped(), "t")


def test_pictures_on_one_page_share_no_ids_and_find_their_own():
    seen: set[str] = set()
    for make in runs.RUNS.values():
        svg = draw(make()).svg
        ids = re.findall(r'\bid="([^"]+)"', svg)
        used = re.findall(r'(?:url\(#|href="#)([^)"]+)', svg)
        assert len(ids) == len(set(ids))
        assert set(used) <= set(ids)
        assert not seen & set(ids)
        seen |= set(ids)


def test_every_colour_follows_the_theme():
    for make in runs.RUNS.values():
        svg = draw(make()).svg
        assert "var(--cc-ink,#1f2328)" in svg
        assert not re.findall(r'(?:fill|stroke)(?:: |=")#', svg)


@pytest.mark.parametrize(
    "odd",
    ["<script>alert(1)</script>", "$x_1$ & \\frac", "你好 🙂", "\x00\x1b[31m", "\ud800", "%s {0}"],
)
def test_odd_words_of_a_learner_are_drawn_as_words(odd: str, capfd: pytest.CaptureFixture[str]):
    run = runs.Script()
    run.sent(0.0, 1, odd, label=odd)
    run(0.1, "loop", 0, "held", seconds=0.5, line=3, code=odd)
    run(0.7, "client", 1, "error", message=odd)
    picture = draw(run.events, odd)
    ElementTree.fromstring(picture.svg)
    picture.html.encode()
    assert "<script" not in picture.html
    assert capfd.readouterr().err == ""


def test_matplotlib_settings_of_the_learner_neither_matter_nor_change():
    import matplotlib

    plain = draw(runs.overlapped())
    with matplotlib.rc_context({"font.size": 40, "lines.linewidth": 9, "hatch.color": "red"}):
        before = dict(matplotlib.rcParams)
        assert draw(runs.overlapped()) == plain
        assert dict(matplotlib.rcParams) == before


def test_pyplot_is_left_alone():
    code = (
        "import sys, runs\nfrom autograder.timeline import draw\n"
        "assert 'matplotlib' not in sys.modules\ndraw(runs.overlapped())\n"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120, env=_environment())


@pytest.mark.parametrize("home", ["empty", "unusable"])
def test_a_new_machine_draws_its_first_picture_in_silence(home: str, tmp_path: Path):
    where = tmp_path / home
    if home == "unusable":
        where.write_text("a file, where a folder is wanted")
    # Matplotlib complains after five seconds of building its font cache; here at once.
    code = (
        "import threading, runs; timer = threading.Timer\n"
        "threading.Timer = lambda seconds, function: timer(0, function)\n"
        "from autograder.timeline import draw; draw(runs.overlapped())"
    )
    env = _environment() | {"MPLCONFIGDIR": str(where), "HOME": str(where)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, env=env
    )
    assert (done.returncode, done.stderr) == (0, "")


def _environment() -> dict[str, str]:
    here = Path(__file__).parent
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parent)])}


# -- the block -------------------------------------------------------------------------------


def test_a_block_records_and_shows_its_run(capsys: pytest.CaptureFixture[str]):
    with timeline("one call") as run:
        record("model", 1, "arrived", path="/", prompt="hi", stream=False, connection=1)
        record("model", 1, "replied", status=200)
    record("model", 2, "arrived", path="/", prompt="late", stream=False, connection=1)
    assert [event.kind for event in run.events] == ["arrived", "replied"]
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "one call"
    assert lines[1].startswith("1 model call in ")


def test_a_block_that_fails_still_shows_its_run(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(KeyError), timeline():
        record("client", 1, "sent", label="POST /chat", body=None, at=time.monotonic())
        raise KeyError
    assert "POST /chat #1" in capsys.readouterr().out


def test_in_a_notebook_the_picture_is_displayed(monkeypatch: pytest.MonkeyPatch):
    import IPython

    shown: list[object] = []
    monkeypatch.setattr(IPython, "get_ipython", object)
    monkeypatch.setattr(IPython.display, "display", lambda *data, **how: shown.append((data, how)))
    display.show("<b>x</b>", "x", of="a run")
    data = {"text/html": "<b>x</b>", "text/plain": "x"}
    assert shown == [((data,), {"raw": True, "metadata": {"of": "a run"}})]


def test_a_timeline_displays_itself():
    picture = draw(runs.overlapped())
    bundle = picture._repr_mimebundle_(include=None, exclude=None)
    assert bundle == {"text/html": picture._repr_html_(), "text/plain": picture.text}
    assert picture.svg in bundle["text/html"]
