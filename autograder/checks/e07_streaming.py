"""Checks of exercise 07: streams that trickle, stop when they are left, and end in plain words."""

import json

from autograder.checks import task
from autograder.gates import Answer, Call
from autograder.probes.hang_up import hung_up
from autograder.probes.overlap import overlap
from autograder.probes.replies import asked, same
from autograder.probes.sse import events, tokens
from autograder.probes.streaming import streaming
from autograder.run import Run, User


@task("stream-chat")
async def stream_chat(run: Run) -> None:
    """Each token reaches the client before the model sends the next but one."""
    phrase = run.phrase()
    with run.model() as calls:
        user = run.post("/stream-chat", message=phrase)
        await overlap(run, [user], calls, count=1)
        call = _streamed(run, asked(run, calls, phrase))
        await streaming(run, user, call)
        await run.finish(user)
    _content_type(run, user, "text/plain")
    same(run, user.text, call, "the streamed text")
    await _others_are_served(run, "/stream-chat")


@task("stream-sse")
async def stream_sse(run: Run) -> None:
    """Each token is an event of its own, as it comes, and `done` ends the stream."""
    phrase = run.phrase()
    with run.model() as calls:
        user = run.post("/stream-sse", message=phrase)
        await overlap(run, [user], calls, count=1)
        call = _streamed(run, asked(run, calls, phrase))
        await streaming(run, user, call, heard=tokens)
        await run.finish(user)
    _content_type(run, user, "text/event-stream")
    _token_events(run, user, call)
    same(run, tokens(user.text), call, "the text of all tokens")
    _ends_with(run, user, "done")
    await _others_are_served(run, "/stream-sse")


@task("hang-up")
async def hang_up(run: Run) -> None:
    """A client that leaves takes its model call with it; one that stays gets its reply."""
    stays, leaves = run.phrase(), run.phrase()
    with run.model() as calls:
        users = [run.post("/long", message=phrase) for phrase in (stays, leaves)]
        await overlap(run, users, calls, count=2)
        kept, left = asked(run, calls, stays), asked(run, calls, leaves)
        await users[1].leave()
        await hung_up(run, left)
        if kept.state != "waiting":
            run.fail(
                "cancels-others",
                "one client left, and the model call of another was cancelled",
                advice="Tie each model call to its own request.",
            )
        kept.let()
        await run.finish(users[0])
    same(run, users[0].field("response"), kept, "`response`")


@task("fail-midway")
async def fail_midway(run: Run) -> None:
    """When the model breaks off, the client keeps what came and is told by an `error` event."""
    phrase, kept = run.phrase(), 4

    def breaks_off(call: Call) -> Answer:
        return Answer(run.pieces()[:kept], breaks=True)

    with run.model(breaks_off) as calls:
        user = run.post("/fail-midway", message=phrase)
        await overlap(run, [user], calls, count=1)
        call = _streamed(run, asked(run, calls, phrase))
        await streaming(run, user, call, heard=tokens)
        stall = await run.until(lambda: user.ended)
        if stall is not None:
            await run.stalled(stall, (user,))
    if user.broke:
        run.fail(
            "breaks-off",
            "the model broke off, and your stream broke off with it",
            "The client cannot tell an error from the end: the status was sent long ago.",
            advice="Catch the model's error inside the generator and send an `error` event.",
        )
    await run.fine(user)
    same(run, tokens(user.text), call, "the text that was kept")
    if any(event.name == "done" for event in events(user.text)):
        run.fail(
            "done-after-error",
            "the model broke off, and the stream still said `done`",
            advice="Send `done` only when the model's stream has come to its end.",
        )
    _ends_with(run, user, "error")
    await _well_ended(run)


async def _well_ended(run: Run) -> None:
    """Where nothing breaks, the same endpoint says `done`."""
    phrase = run.phrase()
    with run.model(held=False) as calls:
        user = run.post("/fail-midway", message=phrase)
        await run.finish(user)
        call = asked(run, calls, phrase)
    same(run, tokens(user.text), call, "the text of all tokens")
    _ends_with(run, user, "done")


async def _others_are_served(run: Run, path: str) -> None:
    """While one stream is held, two more users start theirs; one leaves, and its call is closed."""
    with run.model() as calls:
        users = [run.post(path, message=run.phrase()) for _ in range(3)]
        await overlap(run, users, calls, count=3)
        calls[0].let(1)
        left = next(user for user in users if user.body["message"] in calls[0].prompt)
        await run.until(lambda: left.chunks > 0 or left.ended)
        await left.leave()
        await hung_up(run, calls[0])


def _streamed(run: Run, call: Call) -> Call:
    if not call.stream:
        run.fail(
            "not-asked-to-stream",
            "the model was asked for a whole reply, not for a stream",
            "What the model sends in one piece cannot be streamed on.",
            advice="Ask for a stream: `stream=True` with AsyncOpenAI, `astream` with LangChain.",
        )
    return call


def _content_type(run: Run, user: User, wanted: str) -> None:
    given = user.headers.get("content-type", "nothing").partition(";")[0]
    if given != wanted:
        run.fail(
            "wrong-content-type",
            f"the content type of `{user.label}` is {given}, not {wanted}",
            advice=f'Give the response the media type "{wanted}".',
        )


def _token_events(run: Run, user: User, call: Call) -> None:
    """Each event without a name holds `{"token": …}` as JSON."""
    for event in events(user.text):
        if event.name != "message":
            continue
        try:
            token = json.loads(event.data)["token"]
        except (ValueError, TypeError, KeyError):
            run.fail(
                "wrong-event",
                f'an event holds {event.data[:30]!r}, not {{"token": …}} as JSON',
                advice="Encode each token with `json.dumps`, or let FastAPI's SSE response do it.",
            )
        if not isinstance(token, str):
            run.fail("wrong-event", 'an event holds a `"token"` that is not text')


def _ends_with(run: Run, user: User, name: str) -> None:
    names = [event.name for event in events(user.text)]
    if names[-1:] != [name] or names.count(name) != 1:
        run.fail(
            f"no-{name}",
            f"the stream does not end with an event named `{name}`",
            f"Its last event is named `{names[-1]}`." if names else "It has no event at all.",
            advice=f"Send one event named `{name}` as the last.",
        )
