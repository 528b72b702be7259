"""Checks of exercise 10: heavy computing, one client, and a budget of threads."""

from autograder import heavy
from autograder.checks import task
from autograder.judge import THREADS
from autograder.probes.archived import archived, given, only
from autograder.probes.let_each import let_each
from autograder.probes.loop_free import answered
from autograder.probes.one_client import closed, shared
from autograder.probes.overlap import overlap
from autograder.probes.replies import asked, same
from autograder.probes.workers import kept, processes
from autograder.run import Run
from autograder.user import User

CALLERS = 60  # at once, of `/slow`; the default limiter lets 40 through
REPORT = "the long report"  # what `/slow` asks the archive for
HEALTHY = {"status": "ok"}


@task("embed")
async def embed(run: Run) -> None:
    """`/health` answers while `/embed` computes its vectors.

    Go further: time 1, 8 and 32 texts, in threads and in your pool. Where does the pool begin to
    win on your machine, what does its first user pay, and what if somebody sends 10,000 texts?
    """
    before = processes(run)
    texts = [run.phrase() for _ in range(3)]
    with run.service() as calls:
        user = run.post("/embed", texts=texts)
        await overlap(run, [user], calls, count=1, of="the library")
        # From here on it computes, until the call is let go.
        await answered(run, health := run.get("/health"), while_held=user)
        started = processes(run) - before
        await let_each(run, [user], calls)
        await run.finish(user)
    _vectors(run, user, texts)
    if health.json() != HEALTHY:
        run.fail(
            "wrong-health",
            "`/health` is answered, but not with the reply that its contract promises",
            f"It replied {health.text:.40}.",
            advice='The contract is `{"status": "ok"}`.',
        )
    await kept(run, started)
    run.notes.append(
        "It computed in another process, on a processor of its own."
        if started
        else "It computed in a thread, which shares one processor with all other requests."
    )


def _vectors(run: Run, user: User, texts: list[str]) -> None:
    got, wanted = user.field("vectors"), [heavy.vector(text) for text in texts]
    if got == wanted:
        return
    if not isinstance(got, list) or len(got) != len(texts):
        found = f"has {len(got)} items" if isinstance(got, list) else f"is {got!r:.20}"
        run.fail(
            "wrong-shape",
            f"`vectors` {found}, and there are {len(texts)} texts",
            advice="Return a list with one vector for each text.",
        )
    if sorted(map(str, got)) == sorted(map(str, wanted)):
        run.fail(
            "order-lost",
            "the vectors are right, but not in the order of their texts",
            advice="Collect the results by text, not by which is ready first.",
        )
    run.fail(
        "wrong-vectors",
        "a vector in `vectors` is not what `embed` gives for its text",
        advice="Hand each text to `embed` as it is, and return what comes back.",
    )


@task("one-client")
async def one_client(run: Run) -> None:
    """One client serves every request, and is closed with the app.

    Go further: send 50 users at once, and count the connections that are open afterwards. Then give
    the client a pool of five: what happens to the sixth user, and how long does it wait before it
    gives up?
    """
    phrases = [run.phrase() for _ in range(5)]
    users = []
    with run.model() as in_turn:
        for number, phrase in enumerate(phrases[:3], start=1):
            users.append(run.post("/chat", message=phrase))
            await overlap(run, users[-1:], in_turn, count=number)
            in_turn[-1].let()
            await run.finish(users[-1])
        shared(run, in_turn)
    with run.model() as at_once:
        users += [run.post("/chat", message=phrase) for phrase in phrases[3:]]
        await overlap(run, users[3:], at_once, count=2)
        for call in at_once:
            call.let()
        await run.finish(*users[3:])
    calls = [*in_turn, *at_once]
    for user, phrase in zip(users, phrases, strict=True):
        same(run, user.field("response"), asked(run, calls, phrase), "`response`")
    await run.shut_down()
    await closed(run, calls)


@task("thread-budget")
async def thread_budget(run: Run) -> None:
    """Sixty callers at once, and the others keep their 40 threads.

    Go further: 200 more callers wait for a thread. Turn the next one away at once, with a 503: a
    limiter's `statistics()` says how many wait. What is better for a caller, to be sent away or to
    wait, and when?
    """
    await _all_in_flight(run)
    await _default_left_alone(run)


async def _all_in_flight(run: Run) -> None:
    with run.service(archived(run)) as calls:
        users = [run.get("/slow") for _ in range(CALLERS)]
        stall = await run.until(lambda: len(calls) >= CALLERS or any(user.ended for user in users))
        only(run, calls, "process")
        if stall is not None and stall.kind == "idle" and calls:
            run.fail(
                "thread-budget",
                f"{len(calls)} of {CALLERS} callers reached the archive; the others had to wait",
                f"The default limit lets {THREADS} threads run, for all endpoints together."
                if len(calls) == THREADS
                else "Nothing in the app was running meanwhile.",
                advice="Run the blocking call in threads of its own, with room for all callers.",
            )
        await overlap(run, users, calls, count=CALLERS, of="the archive")
        for call in calls:
            call.let()
        await run.finish(*users)
    if other := next((call.prompt for call in calls if call.prompt != REPORT), None):
        run.fail(
            "data-lost",
            f'the archive was asked for something else than "{REPORT}"',
            f'It got "{other:.40}".',
            advice="Hand that text to `archive.process` for each request.",
        )
    said = sorted(given(call)["result"] for call in calls)
    if sorted(str(user.field("result")) for user in users) != said:
        run.fail(
            "wrong-reply",
            "`result` is not what the archive replied to each caller",
            advice="Call `archive.process` for each request, and return its text as it is.",
        )


async def _default_left_alone(run: Run) -> None:
    """Other endpoints still have just the threads that every app has."""
    with run.service() as calls:
        users = [run.get("/reports") for _ in range(THREADS + 1)]
        await run.until(lambda: len(calls) > THREADS or any(user.ended for user in users))
        if len(calls) == THREADS:
            for call in calls:
                call.let()
        elif len(calls) > THREADS:
            run.fail(
                "default-limit-raised",
                f"{len(calls)} calls of `/reports` ran at once: the limit of {THREADS} was raised",
                "All plain `def` endpoints of the process share that limit, and count on it.",
                advice="Leave the default limiter as it is, and give `/slow` one of its own.",
            )
        else:
            await overlap(run, users, calls, count=THREADS, of="the archive")
