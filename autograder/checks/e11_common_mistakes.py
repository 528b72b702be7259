"""Checks of exercise 11: seven mistakes that everybody makes, each to be repaired."""

from time import monotonic

from autograder.checks import task
from autograder.gates import Answer, Call
from autograder.probes.one_client import shared
from autograder.probes.overlap import overlap
from autograder.probes.own_replies import own_replies
from autograder.probes.replies import asked, same
from autograder.probes.streaming import awkward, content_type, streaming
from autograder.run import Run
from autograder.stall import PATIENT
from autograder.user import User

PATH = "/fixed"
TRIES = 3  # of a call that the model turns down
LONGEST = 8  # seconds of pause that no machine is too slow for
KEPT = 0.9  # of a pause: clocks are not all the same


@task("bug-missing-await")
async def missing_await(run: Run) -> None:
    """Each of three users gets the model's reply, not a coroutine.

    Go further: give the broken code its return type, `-> dict[str, str]`, and run a type checker
    over it. What does it say, and which of the other six bugs of this notebook would it find?
    """
    await own_replies(run, PATH, field="message", key="response")


@task("bug-sync-in-async")
async def sync_in_async(run: Run) -> None:
    """Three users are at the model at once: none holds the loop.

    Go further: asyncio can notice it by itself. Call `asyncio.get_running_loop().set_debug(True)`
    in the broken app's lifespan, serve it with `uvicorn`, and ask something that takes a second:
    what does the log name, and what does it leave for you to find?
    """
    await own_replies(run, PATH, field="message", key="response")


@task("bug-sleep")
async def bug_sleep(run: Run) -> None:
    """It tries again, and others are served in the pause.

    Go further: twenty users are refused at once, and come back at once. Add some chance to each
    pause (jitter), and draw both ways with `timeline`: what does the model see, and what does the
    slowest user pay?
    """
    await _tries_again(run)
    await _gives_up(run)
    await _serves_others_in_the_pause(run)


async def _tries_again(run: Run) -> None:
    phrase = run.phrase()

    def answer(call: Call) -> Answer | None:
        return run.chatter(call) if tries else _busy("0")

    with run.model(answer, held=False) as tries:
        user = run.post(PATH, message=phrase)
        await run.until(lambda: user.ended, PATIENT)
        if user.ended and user.status != 200 and len(tries) == 1:
            await _own_error(run, user)
            run.fail(
                "no-retry",
                f"the model was busy once, and the user got status {user.status} at once",
                advice="Keep the loop of tries: ask again after the pause.",
            )
        await run.finish(user)
    await run.blame(user)
    same(run, user.field("response"), asked(run, tries[1:], phrase), "`response`")


async def _own_error(run: Run, user: User) -> None:
    """Fail the check on an error of the app's own, and not on the model's that was passed on."""
    raised = (await run.findings()).raised
    if raised and not raised[-1].type.endswith("RateLimitError"):
        await run.blame(user)


async def _gives_up(run: Run) -> None:
    with run.model(lambda call: _busy("0"), held=False) as tries:
        user = run.post(PATH, message=run.phrase())
        await run.need(lambda: user.ended or len(tries) > TRIES, user, patience=PATIENT)
    if len(tries) > TRIES:
        run.fail(
            "tries-too-often",
            f"the model was busy {TRIES} times, and your app asked once more",
            advice=f"Give up after {TRIES} tries, and say so with status 503.",
        )
    if len(tries) < TRIES:
        await _own_error(run, user)
        times = "once" if len(tries) == 1 else f"{len(tries)} times"
        run.fail(
            "gives-up-early",
            f"the model stayed busy, and your app asked it {times}, not {TRIES} times",
            f"The user got status {user.status} after that.",
            advice=f"The contract has {TRIES} tries, with a pause between them.",
        )
    if user.status != 503:
        run.fail(
            "failure-hidden",
            f"the model stayed busy, and the user got status {user.status}, not 503",
            advice="When the last try has failed, raise `HTTPException(503)`.",
        )


async def _let_in(run: Run, other: User, calls: list[Call]) -> None:
    if await run.rests_before(lambda: len(calls) > 1 or other.ended, other):
        run.fail(
            "one-by-one",
            "while one user's request is in its pause, no other user's reaches the model",
            "The loop is free, so one request waits for the other.",
            advice="Look for a lock, or a place of a semaphore, that is held over the pause.",
        )


async def _serves_others_in_the_pause(run: Run, pause: int = 2) -> None:
    """One user is sent away for `pause` seconds, and another is served before they are over."""
    first, second = run.phrase(), run.phrase()
    tries: list[float] = []  # when those of the first user came

    def answer(call: Call) -> Answer | None:
        if first in call.prompt:
            tries.append(monotonic())
        return run.chatter(call) if calls else _busy(f"{pause}")

    with run.model(answer) as calls:
        pausing = run.post(PATH, message=first)
        await overlap(run, [pausing], calls, count=1)
        refused = monotonic()  # no later than the app can know it: a pause that is kept is longer
        calls[0].let()
        stall = await run.until(lambda: len(calls) > 1 or pausing.ended, patience=0)
        if stall is not None and stall.holds_loop:
            await run.stalled(stall, (pausing,))
        users = [pausing]
        if stall is not None:
            users.append(run.post(PATH, message=second))
            await _let_in(run, users[1], calls)
        await overlap(run, users[-1:], calls, count=2)
        # Both get their reply, and the second try is waited for: a thread that sleeps would
        # make it in a later check.
        calls[1].let()
        in_time = second in calls[1].prompt
        if len(users) > 1:
            # A pause may be longer than it has to be: chance in it keeps a crowd apart.
            await run.until(lambda: len(calls) > 2, patience=2 * pause)
            await overlap(run, users[:1] if in_time else users[1:], calls, count=3)
            calls[2].let()
        await run.finish(*users)
    for user, phrase in zip(users, (first, second), strict=False):
        same(run, user.field("response"), asked(run, calls[1:], phrase), "`response`")
    waited = tries[1] - refused
    if waited < KEPT * pause:
        run.fail(
            "pause-too-short",
            "the model asked for a pause, and was asked again before it was over",
            f"Asked again after {waited:.1f} s; the model asked for {pause} s.",
            advice="Wait as long as the model's reply says before the next try.",
        )
    if in_time or pause > LONGEST:
        return
    await _serves_others_in_the_pause(run, pause * 2)  # a slow machine: it was over too soon


def _busy(pause: str) -> Answer:
    return Answer(status=429, headers={"retry-after": pause})


@task("bug-one-by-one")
async def one_by_one(run: Run) -> None:
    """All messages are at the model at once, and keep their order.

    Go further: let one of ten messages fail. What do `gather`, `gather(…, return_exceptions=True)`
    and a `TaskGroup` each leave running, and who pays for it? `timeline` shows which calls are cut
    off.
    """
    phrases = [run.phrase() for _ in range(run.random.randrange(3, 6))]
    with run.model() as calls:
        user = run.post(PATH, messages=phrases)
        await run.until(lambda: bool(calls) or user.ended)
        if calls and sum(phrase in calls[0].prompt for phrase in phrases) > 1:
            run.fail(
                "one-prompt",
                "several messages reached the model in one prompt, as one question",
                advice="Ask the model once for each message.",
            )
        await overlap(run, [user], calls, count=len(phrases))
        theirs = [asked(run, calls, phrase) for phrase in phrases]
        for call in reversed(theirs):
            call.let()
            await run.until(call.over)
        await run.finish(user)
    given = user.field("responses")
    texts = [call.answer.text for call in theirs if call.answer]
    if not isinstance(given, list) or len(given) != len(texts):
        run.fail(
            "wrong-shape",
            f"`responses` should be a list of {len(texts)} texts, one for each message",
            f"It is {given!r:.60}.",
        )
    if given != texts and sorted(map(str, given)) == sorted(texts):
        run.fail(
            "order-lost",
            "the replies stand in the order in which they came, not in that of the messages",
            advice="Collect the results by message, not by which is ready first.",
        )
    for number, (text, call) in enumerate(zip(given, theirs, strict=True), start=1):
        same(run, text, call, f"response {number}")


@task("bug-fake-stream")
async def fake_stream(run: Run) -> None:
    """Each token reaches its client as it comes from the model.

    Go further: try to write a test with `httpx.ASGITransport` that the broken code fails and yours
    passes. Why does none work, and what must a client do that this one does not (lesson 07)?
    """
    phrases = [run.phrase(), run.phrase()]
    with run.model(lambda call: run.chatter(call) and Answer(awkward(run))) as calls:
        users = [run.post(PATH, message=phrase) for phrase in phrases]
        await overlap(run, users, calls, count=2)
        theirs = [asked(run, calls, phrase) for phrase in phrases]
        for user, call in zip(users, theirs, strict=True):
            await streaming(run, user, call)
            await run.finish(user)
    for user, call in zip(users, theirs, strict=True):
        content_type(run, user, "text/plain")
        same(run, user.text, call, "the streamed text")


@task("bug-lost-task")
async def lost_task(run: Run) -> None:
    """No reply goes out before it is recorded, or without it.

    Go further: the audit takes five seconds now, and users must not wait for it. What do you have
    to write down, and where, before the reply goes out, so that no entry is lost even if the
    process ends right after it?
    """
    phrase = run.phrase()
    with run.model(held=False) as calls, run.service() as audits:
        user = run.post(PATH, message=phrase)
        await _waits_for(run, user, audits)
        audits[0].let()
        await run.until(lambda: user.ended or len(audits) > 1)
        if len(audits) > 1:
            run.fail(
                "audited-twice",
                "the audit got a second entry for the same reply",
                advice="Call `audit(message, response)` once for each reply.",
            )
        await run.finish(user)
    call = asked(run, calls, phrase)
    same(run, user.field("response"), call, "`response`")
    assert call.answer is not None
    if phrase not in audits[0].prompt or call.answer.text not in audits[0].prompt:
        run.fail(
            "wrong-audit",
            "the audit's entry does not hold both the user's message and the reply",
            f"The entry is {audits[0].prompt!r:.80}.",
            advice="Call `audit(message, response)` with the texts as they are.",
        )
    await _tells_of_failure(run)


async def _waits_for(run: Run, user: User, audits: list[Call]) -> None:
    """The audit has its entry and does not answer: so the reply must not come."""
    await run.until(lambda: user.ended or bool(audits))
    if user.ended:
        await run.fine(user)
    stall = await run.until(lambda: user.ended and bool(audits))
    if stall is not None and stall.holds_loop:
        await run.stalled(stall, (user,))
    if not audits:
        await run.blame(user)
        run.fail(
            "no-audit",
            "the user has the reply, and the audit never heard of it",
            advice="Call `audit(message, response)` for each reply, and await it.",
        )
    if user.ended:
        await run.fine(user)
        run.fail(
            "reply-before-audit",
            "the user has the reply, and its audit entry is still on its way",
            "A task that nobody waits for may fail, or be lost, and nobody will know.",
            advice="Await the audit before you return the reply.",
        )


async def _tells_of_failure(run: Run) -> None:
    def refuses(call: Call) -> Answer:
        return Answer(("The audit trail is full.",), status=500)

    with run.model(held=False), run.service(refuses, held=False):
        user = run.post(PATH, message=run.phrase())
        await run.need(lambda: user.ended, user)
    if user.status == 200:
        run.fail(
            "failure-silent",
            "the audit failed, and the user got the reply all the same",
            "The reply is out, and the trail has no entry of it.",
            advice="Let the error of the audit end the request: status 500 or above.",
        )
    if user.status is None or user.status < 500:
        run.fail(
            "wrong-status",
            f"the audit failed, and the user got status {user.status}, not 500 or above",
            advice="A status in the 400s says that the user did something wrong.",
        )


@task("bug-client-per-request")
async def client_per_request(run: Run) -> None:
    """Four requests in a row share one connection, and users at once do not queue.

    Go further: serve 50 requests with the broken code and with yours, and count what is open after
    each: `len(psutil.Process().net_connections())`. When do the left-over ones go away, and who
    closes them?
    """
    phrases = [run.phrase() for _ in range(4)]
    with run.model(held=False) as calls:
        for phrase in phrases:
            user = run.post(PATH, message=phrase)
            await run.finish(user)
            same(run, user.field("response"), asked(run, calls, phrase), "`response`")
    shared(run, calls)
    await own_replies(run, PATH, field="message", key="response", users=2)
