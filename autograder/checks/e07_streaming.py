"""Checks of exercise 07: streams that trickle, stop when they are left, and end in plain words."""

from collections.abc import Callable

from autograder.checks import task
from autograder.gates import Answer, Call
from autograder.probes.hang_up import hung_up
from autograder.probes.overlap import overlap
from autograder.probes.replies import asked, same
from autograder.probes.sse import ends_with, events, listening, not_dropped
from autograder.probes.streaming import awkward, content_type, streaming
from autograder.probes.waits import waits
from autograder.run import Run
from autograder.stall import PATIENT
from autograder.user import User

Heard = Callable[[str], str]


@task("stream-chat")
async def stream_chat(run: Run) -> None:
    """Tokens reach the client as they come; leaving stops the model.

    Go further: let a client read one token a second, behind `uvicorn`. Does the model wait for it,
    or do tokens pile up? If they do, find out where, and what a thousand such readers cost you.
    """
    for user, call in await _two_of_three(run, "/stream-chat", lambda user: str):
        content_type(run, user, "text/plain")
        same(run, user.text, call, "the streamed text")


@task("stream-sse")
async def stream_sse(run: Run) -> None:
    """Each token is an event of its own, and `done` ends the stream.

    Go further: number the events, `ServerSentEvent(id=…)`. A browser whose connection broke sends
    the last number back as `Last-Event-ID`: what would you have to keep, and for how long, to go on
    from there?
    """
    await sends_events(run, "/stream-sse")


async def sends_events(run: Run, path: str) -> None:
    """See the tokens of two users reach them as events, and a third one leave."""
    for user, call in await _two_of_three(run, path, lambda user: listening(run, user)):
        same(run, listening(run, user)(user.text), call, "the text of all tokens")
        ends_with(run, user, "done")


@task("hang-up")
async def hang_up(run: Run) -> None:
    """A client who leaves stops its model call, and nobody else's.

    Go further: make a decorator of it that any endpoint can wear. What should it do when the reply
    is ready in the very moment the client leaves, and what when an endpoint has written half an
    order by then?
    """
    await _one_of_two_leaves(run, late=False)
    await _one_of_two_leaves(run, late=True)


async def _one_of_two_leaves(run: Run, *, late: bool) -> None:
    """At once, or `late`: the app is at rest by then, and has looked for its client a few times."""
    phrases = [run.phrase(), run.phrase()]
    with run.model(_replies(run, phrases)) as calls:
        stays = run.post("/long", message=phrases[0])
        # One after the other: what both write to has the value of the one who leaves.
        await overlap(run, [stays], calls, count=1)
        leaves = run.post("/long", message=phrases[1])
        await overlap(run, [stays, leaves], calls, count=2)
        if late:
            await waits(run, [stays, leaves])
        kept, left = (asked(run, calls, phrase) for phrase in phrases)
        known = len(calls)
        await leaves.leave()
        await hung_up(run, left)
        await _nothing_more(run, calls, known, kept)
        kept.let()
        await _other_is_served(run, stays)
    same(run, stays.field("response"), kept, "`response`")


async def _other_is_served(run: Run, stays: User) -> None:
    """One client has left; the other one's request goes on."""
    await run.until(lambda: stays.ended, PATIENT)
    if stays.status == 500:
        await run.blame(stays)
        # What the request waited for is gone; a cancellation is no error, so none is found.
        run.fail(
            "cancels-others",
            "one client left, and the request of another, who stayed, got status 500",
            "No log tells of an error: it seems that what it waited for was cancelled.",
            advice="Keep what belongs to one request in that request's own variables.",
        )
    await run.finish(stays)


@task("fail-midway")
async def fail_midway(run: Run) -> None:
    """The client keeps what came, and an `error` event tells the rest.

    Go further: when the model breaks off before its first token, a second try would harm nobody.
    Try once more in that case only, and write the test that fails when somebody makes it try in the
    other case too.
    """
    await tells_the_rest(run, "/fail-midway")


async def tells_the_rest(run: Run, path: str) -> None:
    """See one of two users told that the model broke off, and the other one served."""
    phrases = [run.phrase(), run.phrase()]
    with run.model(_replies(run, phrases, breaks=phrases[0])) as calls:
        unlucky, lucky = (run.post(path, message=phrase) for phrase in phrases)
        await overlap(run, [unlucky, lucky], calls, count=2)
        breaks, whole = (asked(run, calls, phrase) for phrase in phrases)
        await _breaks_off(run, calls, unlucky, breaks)
        whole.let()
        await run.finish(lucky)
    same(run, listening(run, lucky)(lucky.text), whole, "the text of all tokens")
    ends_with(run, lucky, "done")


def _replies(run: Run, phrases: list[str], breaks: str = "") -> Callable[[Call], Answer | None]:
    """What the model says to each phrase; what it says to `breaks` breaks off."""
    answers = {phrase: Answer(awkward(run), breaks=phrase == breaks) for phrase in phrases}

    def reply(call: Call) -> Answer | None:
        return next((answers[phrase] for phrase in phrases if phrase in call.prompt), None)

    return reply


async def _two_of_three(
    run: Run, path: str, heard: Callable[[User], Heard]
) -> list[tuple[User, Call]]:
    """Three users at once: one reads token by token, one leaves, one reads what is ready.

    Gives the two that stayed, with their calls.
    """
    phrases = [run.phrase() for _ in range(3)]
    with run.model(_replies(run, phrases)) as calls:
        users = [run.post(path, message=phrase) for phrase in phrases]
        await overlap(run, users, calls, count=3)
        reads, leaves, last = zip(users, [asked(run, calls, p) for p in phrases], strict=True)
        await streaming(run, *reads, heard(reads[0]))
        await run.finish(reads[0])
        await streaming(run, *leaves, heard(leaves[0]), upto=2)
        known = len(calls)
        await leaves[0].leave()
        await hung_up(run, leaves[1])
        await _nothing_more(run, calls, known, last[1])
        last[1].let()
        await run.finish(last[0])
    return [reads, last]


async def _nothing_more(run: Run, calls: list[Call], known: int, other: Call) -> None:
    """The client who left took one call along: not the `other`, and no new one takes its place."""
    await run.until(lambda: other.over() or len(calls) > known, patience=0)
    if other.over():
        run.fail(
            "cancels-others",
            "one client left, and the model call of another was cancelled",
            advice="Tie each model call to its own request.",
        )
    if len(calls) > known:
        run.fail(
            "asks-again",
            "the client has left, and your app asks the model again for it",
            "The first call was cancelled; a second one took its place.",
            advice="Let `CancelledError` pass: it is no failure to try again after.",
        )


async def _breaks_off(run: Run, calls: list[Call], user: User, call: Call) -> None:
    """The model sends all its tokens and cuts the connection before their end."""
    assert call.answer is not None
    before = len(calls)
    heard = listening(run, user)
    await streaming(run, user, call, heard, upto=len(call.answer.pieces))
    call.let()
    await run.need(lambda: user.ended or len(calls) > before, user)
    if len(calls) > before:
        run.fail(
            "asks-again",
            "the model broke off, and your app asks it the same again",
            "What comes now is another reply: the client has half of the first one already.",
            advice="Send an `error` event, and let the client decide whether to ask again.",
        )
    names = [event.name for event in events(user.text)]
    if user.broke and "error" in names:
        await _raised_again(run)
    if user.broke:
        await _was_not_told(run, "and your stream broke off with it")
    if "done" in names:
        run.fail(
            "done-after-error",
            "the model broke off, and the stream still said `done`",
            advice="Send `done` only when the model's stream has come to its end.",
        )
    if "error" not in names:
        heard(user.text)
        not_dropped(run, user, "error")
        await _was_not_told(run, "and your stream ended as if all were well")
    if heard(user.text) != call.answer.text and call.answer.text.startswith(heard(user.text)):
        run.fail(
            "tokens-lost",
            "the model broke off, and tokens that had come got lost",
            "The model sent more than the client has.",
            advice="What came before the error is still good: send it before the `error` event.",
        )
    same(run, heard(user.text), call, "the text that was kept")
    ends_with(run, user, "error")


async def _raised_again(run: Run) -> None:
    raised = (await run.findings()).raised
    place = raised[-1].place if raised else None
    run.fail(
        "breaks-off",
        "your stream sent `error`, and broke off after it",
        *([f"Nothing caught the {raised[-1].type} that was raised on {place}."] if place else []),
        "So the client sees a broken connection beside the event.",
        advice="Once the `error` event is sent, let the generator come to its end.",
        place=place,
    )


async def _was_not_told(run: Run, what: str) -> None:
    raised = (await run.findings()).raised
    place = raised[-1].place if raised else None
    run.fail(
        "no-error",
        f"the model broke off, {what}",
        *([f"Nothing caught the {raised[-1].type} that was raised on {place}."] if place else []),
        "The status was sent long ago, so only the stream itself can tell the client.",
        advice="Catch the model's error inside the generator and send an `error` event.",
        place=place,
    )
