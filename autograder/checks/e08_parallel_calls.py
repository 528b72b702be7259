"""Checks of exercise 08: agents at once, failures contained, a limit and a deadline kept."""

from collections.abc import Collection, Sequence
from time import monotonic
from typing import Any

from autograder.checks import task
from autograder.gates import Answer, Call
from autograder.probes.bounded import bounded
from autograder.probes.deadline import LATE, given_up
from autograder.probes.in_order import in_order, of_length
from autograder.probes.let_each import let_each
from autograder.probes.overlap import overlap
from autograder.probes.replies import asked, same
from autograder.run import Run
from autograder.stall import PATIENT
from autograder.user import User

# As the exercise gives them: the agents in their order, the limit, and the deadline in seconds.
AGENTS = ("researcher", "critic", "editor")
LIMIT = 3
DEADLINE = 0.5

_ATTEMPTS = 5  # so many times in a row no machine is too busy for half a second
_STORM = 20  # calls of one request: it tries again without end


@task("multi-agent")
async def multi_agent(run: Run) -> None:
    """Three agents work at once, and their results keep their order.

    Go further: send each result as an event the moment it is there, with its agent's name (lesson
    07). How much sooner has a user something to read, and who puts the results in order now?
    """
    phrases = [run.phrase(), run.phrase()]
    with run.model() as calls:
        first = run.post("/multi-agent", query=phrases[0])
        await overlap(run, [first], calls, count=3)
        second = run.post("/multi-agent", query=phrases[1])
        await _not_queued(run, [first, second], calls)
        team, other_team = (team_of(run, calls, phrase) for phrase in phrases)
        for call in other_team:
            call.let()
        await run.finish(second)
        await _last_comes_first(run, first, team)
        await run.finish(first)
    in_order(run, first.field("results"), team, "results")
    in_order(run, second.field("results"), other_team, "results")


@task("partial-failure")
async def partial_failure(run: Run) -> None:
    """An agent that fails leaves null and its name; the others go on.

    Go further: let all three fail. Is 200 still right? Choose a status and a body that tell a
    client whether to come again and when, and write the test that holds you to it.
    """
    agents = list(AGENTS)
    run.random.shuffle(agents)
    unlucky, *others = agents
    await _others_go_on(run, unlucky)
    await _reported(run, others)
    await _reported(run, [])


@task("rate-limit")
async def rate_limit(run: Run) -> None:
    """Two users share the limit of three calls, and keep their order.

    Go further: start the app with `uvicorn --workers 4`: each process has a semaphore of its own,
    so how many calls can be in flight? Where could a limit live that all four share, and what if
    whoever holds a place dies?
    """
    batches = [[run.phrase() for _ in range(count)] for count in (5, 4)]
    with run.model() as calls:
        users = [run.post("/summarize-all", documents=documents) for documents in batches]
        await bounded(run, users, calls, limit=LIMIT, total=sum(map(len, batches)))
        await run.finish(*users)
    for user, documents in zip(users, batches, strict=True):
        theirs = [asked(run, calls, document) for document in documents]
        in_order(run, user.field("summaries"), theirs, "summaries")


@task("deadline")
async def deadline(run: Run) -> None:
    """A late call ends in a 504 and is closed; a prompt one is passed on.

    Go further: stream the reply, and let the deadline count from token to token: a slow model may
    go on, a silent one may not. Where does `asyncio.timeout` stand then, and what does its
    `reschedule` do for you?
    """
    await _late(run)
    await _prompt(run)


async def _not_queued(run: Run, users: Sequence[User], calls: list[Call]) -> None:
    """Wait until the agents of a second user are at work beside those of the first."""
    if await run.rests_before(lambda: len(calls) > 3 or users[1].ended, *users):
        run.fail(
            "one-user-at-a-time",
            "while one user's agents are at work, no other user's are started",
            advice="Look for a lock or a worker that users have to share.",
        )
    await overlap(run, users, calls, count=6)


async def _last_comes_first(run: Run, user: User, team: Sequence[Call]) -> None:
    """Let the agents reply, the last one first, each once the one before has been taken in."""
    for left, call in zip((2, 1, 0), reversed(team), strict=True):
        call.let()
        if left and await run.until(lambda: user.ended) is None:
            await run.fine(user)
            run.fail(
                "replies-early",
                f"`{user.label}` replied while {left} of 3 agents were still at work",
                advice="Wait until all of them are done.",
            )


async def _others_go_on(run: Run, unlucky: str) -> None:
    """One agent fails while the others are at work; they finish, and nothing else is lost."""
    phrase = run.phrase()
    with run.model(lambda call: _answer(run, call, [unlucky])) as calls:
        user = run.post("/multi-agent", query=phrase)
        await overlap(run, [user], calls, count=3)
        team = team_of(run, calls, phrase)
        others = [call for call in team if call.answer and call.answer.status == 200]
        await _fails(run, user, calls)
        await _still_at_work(run, user, others)
        await _ends(run, user, calls)
    _outcome(run, user, team_of(run, calls, phrase))


async def _fails(run: Run, user: User, calls: Sequence[Call]) -> None:
    """Let the unlucky agent's call fail, as often as it is made, until the app is at rest.

    An agent's own deadline, some seconds off, must not pass meanwhile; nor is there need to wait
    for a late try: it will fail once the others are done.
    """
    await _let(run, user, calls, only=_refused)
    if user.status == 500:
        raised = (await run.findings()).raised
        place = raised[-1].place if raised else None
        run.fail(
            "fails-all",
            "one agent failed, and the whole request with it: status 500",
            *([f"{place} raised {raised[-1].type}, and nothing caught it."] if place else []),
            "The results of the other two are lost, and what they cost is not.",
            advice="Catch an agent's failure where that agent is awaited.",
            place=place,
        )
    await run.fine(user)


async def _still_at_work(run: Run, user: User, others: Sequence[Call]) -> None:
    """Fail the check unless the other agents' calls outlive the failure, and are waited for."""
    if not await run.rests_before(lambda: any(call.state == "closed" for call in others), user):
        run.fail(
            "cancels-others",
            "one agent failed, and the others' calls were cancelled with it",
            advice="A TaskGroup cancels its tasks when one raises: let none of them raise.",
        )
    if user.ended:
        run.fail(
            "replies-early",
            "one agent failed, and your app did not wait for the rest",
            "Their calls go on, are paid for, and nobody reads what they say.",
            advice="Catch an agent's failure where that agent is awaited.",
        )


async def _ends(run: Run, user: User, calls: Sequence[Call]) -> None:
    """Let all calls go, and the tries that may still come, until the user has a whole reply."""
    await _let(run, user, calls, patience=PATIENT)
    await run.finish(user)


async def _let(run: Run, user: User, calls: Sequence[Call], **how: Any) -> None:
    """As `let_each`, for one user; fails the check if their calls have no end."""
    await let_each(run, [user], calls, enough=lambda: len(calls) > _STORM, **how)
    if len(calls) > _STORM:
        run.fail(
            "asks-again",
            "one agent fails, and its call is made again without end",
            advice="What fails this often is not worth another try: report it.",
        )


def _refused(call: Call) -> bool:
    return call.answer is not None and call.answer.status != 200


async def _reported(run: Run, unlucky: Collection[str]) -> None:
    """Whoever fails, each reply and each name is where it belongs."""
    phrase = run.phrase()
    with run.model(lambda call: _answer(run, call, unlucky), held=False) as calls:
        user = run.post("/multi-agent", query=phrase)
        await _ends(run, user, calls)
        team = team_of(run, calls, phrase)
    _outcome(run, user, team)


def _outcome(run: Run, user: User, team: Sequence[Call]) -> None:
    """Fail the check unless `results` and `failed` say what became of each agent."""
    results, failed = user.field("results"), user.field("failed")
    of_length(run, results, len(AGENTS), "results")
    unlucky = []
    for agent, call, result in zip(AGENTS, team, results, strict=True):
        assert call.answer is not None
        if call.answer.status == 200:
            same(run, result, call, "a result")
            continue
        unlucky.append(agent)
        if result is not None:
            run.fail(
                "error-as-result",
                f"an agent failed, and its place in `results` holds {_shown(result)}",
                "A user cannot tell that from a result.",
                advice="Put `None` there; the name goes into `failed`.",
            )
    if not isinstance(failed, list) or sorted(map(str, failed)) != sorted(unlucky):
        run.fail(
            "not-reported",
            "`failed` does not name just the agents that failed",
            f"It is {failed!r}, and {unlucky} is right.",
            advice="List the names of the agents that failed, and no others.",
        )


async def _late(run: Run) -> None:
    """The model does not reply in time."""
    for _ in range(_ATTEMPTS):
        if await _was_given_up(run):
            return
    run.fail("model-not-asked", f"`POST /quick` answers {LATE} without asking the model")


async def _was_given_up(run: Run) -> bool:
    """Whether the model's call was given up in time; False where the model was not asked yet."""
    with run.model() as calls:
        began, user = monotonic(), run.post("/quick", query=run.phrase())
        await run.until(lambda: bool(calls) or user.ended)
        if not calls and _turned_away(run, user, began):
            return False
        await overlap(run, [user], calls, count=1)
        await given_up(run, user, calls, DEADLINE)
        _turned_away(run, user, began)
        return True


async def _prompt(run: Run) -> None:
    """The model replies at once."""
    for _ in range(_ATTEMPTS):
        if await _was_answered(run):
            return
    run.fail(
        "always-late",
        "the model replied at once, and the user was told that it was late",
        advice="Return the reply when it comes before the deadline.",
    )


async def _was_answered(run: Run) -> bool:
    """Whether the user got the model's reply; False where they were told that it was late."""
    phrase = run.phrase()
    with run.model(held=False) as calls:
        began, user = monotonic(), run.post("/quick", query=phrase)
        await run.until(lambda: user.ended)
        if _turned_away(run, user, began):
            return False
        await run.finish(user)
        same(run, user.field("response"), asked(run, calls, phrase), "`response`")
        return True


def _turned_away(run: Run, user: User, began: float) -> bool:
    """Whether the user was told that the model is late; on a busy machine a prompt one may be.

    Fails the check when that came before the deadline.
    """
    if user.status != LATE:
        return False
    if run.recording.of("client", "status")[-1].at - began < DEADLINE:
        run.fail(
            "too-early",
            f"the user got {LATE} before the deadline of {DEADLINE} s had passed",
            advice="Time-outs are in seconds.",
        )
    return True


def _answer(run: Run, call: Call, unlucky: Collection[str]) -> Answer | None:
    """A reply, or for the agents that are `unlucky` an error that no client tries again after."""
    if any(_role(agent) in call.prompt for agent in unlucky):
        return Answer(status=500, headers={"x-should-retry": "false"})
    return run.chatter(call)


def team_of(run: Run, calls: Sequence[Call], phrase: str) -> list[Call]:
    """The last call of each agent for the user who wrote `phrase`, in the agents' order."""
    asked(run, calls, phrase)
    team = []
    for agent in AGENTS:
        theirs = [call for call in calls if phrase in call.prompt and _role(agent) in call.prompt]
        if not theirs:
            run.fail(
                "agent-not-asked",
                f"the {agent} was never asked the user's query",
                advice="Ask each of the three agents, with the query as it came.",
            )
        team.append(theirs[-1])
    return team


def _role(agent: str) -> str:
    return f"You are the {agent}."


def _shown(value: object) -> str:
    text = repr(value)
    return f"{text[:14]}…" if len(text) > 14 else text
