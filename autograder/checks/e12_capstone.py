"""Checks of exercise 12: one app, every item of the checklist, twenty users, and its tests."""

from collections.abc import Sequence
from typing import Any, Never

from autograder.checks import task
from autograder.checks.e07_streaming import sends_events, tells_the_rest
from autograder.checks.e08_parallel_calls import AGENTS, multi_agent, team_of
from autograder.gates import Call
from autograder.learners_tests import tried
from autograder.probes.in_order import in_order
from autograder.probes.let_each import let_each
from autograder.probes.loop_free import answered
from autograder.probes.one_client import shared
from autograder.probes.overlap import overlap
from autograder.probes.own_replies import own_replies
from autograder.probes.replies import asked, same
from autograder.probes.returned import value_of
from autograder.probes.sse import ends_with, listening
from autograder.probes.workers import kept, processes
from autograder.run import Run
from autograder.user import User

# What a test raises that expects of an app, or of its stream, what no contract promises.
_EXPECTED = ("AssertionError", "Failed", "JSONDecodeError", "KeyError", "IndexError", "ValueError")
USERS = {"/chat": 5, "/agent": 5, "/multi-agent": 3, "/stream": 4, "/preprocess": 3}


@task("capstone-chat")
async def capstone_chat(run: Run) -> None:
    """Users chat side by side, over the app's one client.

    Go further: give the client `timeout=20` and `max_retries=0`. Which status does a user get when
    the model is late, when it refuses, and when it is gone, and after which of the three is it
    worth coming again?
    """
    with run.model(held=False) as calls:
        for _ in range(3):
            user = run.post("/chat", message=run.phrase())
            await overlap(run, [user], calls, count=len(calls) + 1)
            await run.finish(user)
        shared(run, calls)
    await own_replies(run, "/chat", field="message", key="response")


@task("capstone-agent")
async def capstone_agent(run: Run) -> None:
    """Users ask side by side, and each gets their own result.

    Go further: give the agent a memory: compile it with LangGraph's `InMemorySaver`, and take a
    `thread_id` from the body. What becomes of two messages that one user sends at once, and of all
    of them at a restart?
    """
    await own_replies(run, "/agent", field="query", key="result")


@task("capstone-parallel")
async def capstone_parallel(run: Run) -> None:
    """Three agents work at once, and their results keep their order.

    Go further: one user leaves while the three agents work. Are their calls closed at the model?
    Look with `timeline`, then bring in what you wrote for `hang-up` in exercise 07.
    """
    await multi_agent.check(run)


@task("capstone-preprocess")
async def capstone_preprocess(run: Run) -> None:
    """`/health` answers while `/preprocess` computes.

    Go further: end one of the workers while it computes, with `os.kill`. What do this user get and
    the next one, and how does the app come to a new pool without a restart?
    """
    before = processes(run)
    sentences = _sentences(run)
    with run.service() as calls:
        user = run.post("/preprocess", text=" ".join(sentences))
        await overlap(run, [user], calls, count=1, of="the library")
        # From here on it computes, until the call is let go.
        await answered(run, run.get("/health"), while_held=user)
        started = processes(run) - before
        await let_each(run, [user], calls)
        await run.finish(user)
    _chunks(run, user, sentences)
    await kept(run, started)


@task("capstone-stream")
async def capstone_stream(run: Run) -> None:
    """Tokens come as events, with an honest end; leaving stops the model.

    Go further: hold the model for a minute, and FastAPI sends `: ping` every 15 seconds: who needs
    that, and what would a proxy do without it? And after how long a silence would you tell the user
    that no more will come?
    """
    await sends_events(run, "/stream")
    await tells_the_rest(run, "/stream")


@task("capstone-tests", kind="tests", answer="")
async def capstone_tests(run: Run) -> None:
    """The tests pass on right apps, and catch each broken one.

    Go further: break `/stream` in a tenth way that your tests do not notice: a header, a second
    user's token, a stream that never ends. Then write the test that does notice.
    """
    user = run.get("/value")
    await run.finish(user)
    findings = await tried(value_of(run, user, "tests"))
    for finding in findings:
        if finding["kind"] == "unreadable":
            _unreadable(run, finding)
        if finding["kind"] == "failed":
            _fails_on_right(run, finding)
    began = [finding for finding in findings if finding["kind"] == "began"]
    if any(finding["kind"] == "hung" for finding in findings):
        run.fail(
            "hung",
            f"`{began[-1]['test']}` never ends, and could not be stopped"
            if began
            else "pytest never came to an end of reading your tests",
            advice="Write `async def test_…`, and wait with `await` only.",
        )
    names = dict.fromkeys(finding["test"] for finding in began)
    _talks_to_the_app(run, began)
    caught = [finding for finding in findings if finding["kind"] == "caught"]
    missed = [finding for finding in findings if finding["kind"] == "missed"]
    if missed:
        run.fail(
            "not-noticed",
            f"no test notices that {missed[0]['fault']}",
            f"Your tests catch {len(caught)} of {len(caught) + len(missed)} broken apps.",
            advice="Which promise of the contract does that break, and what would show it?",
        )
    run.notes.append(
        f"pytest ran {len(names)} tests: they pass on the right apps, and catch all "
        f"{len(caught)} broken ones."
    )


def _unreadable(run: Run, finding: dict[str, Any]) -> Never:
    run.fail(
        "unreadable",
        f"line {finding['line']} raised {finding['type']} when pytest read your tests"
        if finding["line"]
        else f"pytest could not read your tests: {finding['type']}",
        finding["message"],
        "pytest gets this cell as a file of its own: it knows nothing of the cells above.",
        advice="Import in this cell what its tests use, and await only inside of tests.",
    )


def _fails_on_right(run: Run, finding: dict[str, Any]) -> Never:
    test, line = finding["test"], finding["line"]
    message = finding["message"].splitlines() or [""]
    if "not natively supported" in finding["message"]:
        run.fail(
            "not-run",
            f"`{test}` never ran: pytest got a coroutine, and nothing awaits it",
            advice="Keep `pytestmark = pytest.mark.anyio`; a plain `def` must return nothing.",
        )
    if finding["skipped"]:
        run.fail(
            "not-run",
            f"`{test}` was skipped, so it notices nothing",
            advice="Let every test run, and pass where the app is right.",
        )
    if not finding["ran"]:
        run.fail(
            "not-run",
            f"`{test}` could not start: {message[0]}",
            advice="A test's parameters are fixtures: `http` and `model` are there for you.",
        )
    where = f"line {line} of `{test}`" if line else f"`{test}`"
    code = [f"The line is `{finding['code']}`."] if finding["code"] else []
    if finding["type"] == "Hung":
        run.fail(
            "hangs",
            f"{where} {finding['message']}, on an app that is right",
            *code,
            advice="Who has to move next? The model, if you hold it, moves when you let it.",
        )
    if "'coroutine' object" in message[0]:
        run.fail(
            "missing-await",
            f"{where} has a coroutine for a result: an `await` is missing",
            *code,
            advice="Put `await` before the call that made it.",
        )
    advice: dict[str, str] = dict.fromkeys(
        _EXPECTED, "Look only at what the contract promises: right apps differ in all the rest."
    )
    advice["NameError"] = (
        "pytest knows nothing of the cells above: import or define it in this one."
    )
    run.fail(
        "fails-on-right",
        f"{where} fails on an app that is right",
        *code,
        f"{finding['type']}: {message[0]}" if message[0] else f"It raised {finding['type']}.",
        advice=advice.get(finding["type"], ()),
    )


def _talks_to_the_app(run: Run, began: Sequence[dict[str, Any]]) -> None:
    if not began:
        run.fail("no-answer", "pytest found no test in your cell: none is named `test_…`")
    if all(finding["number"] is None for finding in began):
        run.fail(
            "no-http",
            "none of your tests asks for `http`, so none of them talks to the app",
            advice="Give your tests the parameters `http` and `model`: pytest fills them in.",
        )


@task("capstone-load")
async def capstone_load(run: Run) -> None:
    """Twenty users are in the app at once, each with their own reply.

    Go further: send 200 users to `uvicorn`, in the way of lesson 12, with one worker and with two.
    What gives way first on your machine, and which number on a dashboard would have told you before
    your users did?
    """
    crowd = _Crowd(run)
    with run.model() as calls, run.service() as computing:
        for path, asks in (("/chat", 1), ("/agent", 1), ("/multi-agent", len(AGENTS))):
            await crowd.comes(path, calls, asks)
        await crowd.comes("/stream", calls, 1)
        await _compute_meanwhile(run, crowd, computing)
        run.random.shuffle(waiting := list(calls))
        for call in waiting:
            call.let()
        await run.finish(*(user for user, _ in crowd.users))
    await crowd.each_has_their_own(calls)
    run.notes.append(
        f"{len(crowd.users)} users were in the app at once, with {len(calls)} calls of the model "
        "in flight, and `/health` still answered."
    )


class _Crowd:
    """The users of `capstone-load`, each with what makes theirs theirs: a phrase or sentences."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.users: list[tuple[User, Any]] = []

    async def comes(self, path: str, calls: list[Call], asks: int) -> None:
        """The users of one endpoint come, and each asks the model so many times."""
        field = "query" if "agent" in path else "message"
        phrases = [self._run.phrase() for _ in range(USERS[path])]
        users = [self._run.post(path, **{field: phrase}) for phrase in phrases]
        self.users += zip(users, phrases, strict=True)
        before, due = len(calls), len(users) * asks
        stall = await self._run.until(
            lambda: len(calls) >= before + due or any(user.ended for user in users)
        )
        came = len(calls) - before
        if stall is not None and stall.kind == "idle" and 0 < came < due:
            self._run.fail(
                "queue",
                f"{len(users)} users of `{path}` at once: {came} of their {due} calls reached the "
                "model",
                f"{len(self.users)} users were in the app, and nothing in it was running: the "
                "rest of the calls waited for their turn.",
                advice="What do they share that is too small: a semaphore, a pool of threads or "
                "of connections?",
            )
        await overlap(self._run, users, calls, count=before + due)

    async def each_has_their_own(self, calls: Sequence[Call]) -> None:
        for user, theirs in self.users:
            path = user.label.removeprefix("POST ")
            if path == "/preprocess":
                _chunks(self._run, user, theirs)
            elif path == "/multi-agent":
                team = team_of(self._run, calls, theirs)
                in_order(self._run, user.field("results"), team, "results")
            elif path == "/stream":
                call = asked(self._run, calls, theirs)
                text = listening(self._run, user)(user.text)
                same(self._run, text, call, "the text of all tokens")
                ends_with(self._run, user, "done")
            else:
                key = {"/chat": "response", "/agent": "result"}[path]
                call = asked(self._run, calls, theirs)
                same(self._run, user.field(key), call, f"`{key}`")


async def _compute_meanwhile(run: Run, crowd: _Crowd, computing: list[Call]) -> None:
    """While all others wait for the model, texts are split, and `/health` answers."""
    texts = [_sentences(run) for _ in range(USERS["/preprocess"])]
    users = [run.post("/preprocess", text=" ".join(sentences)) for sentences in texts]
    crowd.users += zip(users, texts, strict=True)
    await overlap(run, users, computing, count=1, of="the library")
    await answered(run, run.get("/health"), while_held=users[0])
    await let_each(run, users, computing)


def _sentences(run: Run) -> list[str]:
    return [f"{run.phrase().capitalize()}{run.random.choice('.!?')}" for _ in range(4)]


def _chunks(run: Run, user: User, sentences: list[str]) -> None:
    if user.field("chunks") != sentences:
        run.fail(
            "wrong-chunks",
            "`chunks` is not what `split` gives for the user's text",
            advice="Hand the text to `split` as it is, and return what comes back.",
        )
