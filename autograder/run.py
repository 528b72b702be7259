"""One run of a check: the users it plays, the model it is, and how it says what went wrong.

A check is an async function of a `Run`. It sends requests as users, decides through the
gates when the model replies, and ends by returning, or by `run.fail(...)`:

    async def chat(run: Run) -> None:
        with run.model() as calls:                       # every call is held at the model
            user = run.post("/chat", message=run.phrase())
            await overlap(run, [user], calls, count=1)
            calls[0].let()
            await run.finish(user)
        same(run, user.field("response"), calls[0], "`response`")
"""

import asyncio
import contextlib
import random
import re
from asyncio import sleep, wait  # bound now: an answer may replace them in their module
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager
from typing import Any, Never

import httpx

from autograder import blocking_service, offline_model
from autograder.connections import of_another_loop
from autograder.explain import Findings, Place, raised_at
from autograder.gates import Answer, Call
from autograder.host import Host, HostGone
from autograder.ledger import Recording
from autograder.recording import RecordingTransport
from autograder.stall import ENDLESS, LOOK, PATIENCE, PATIENT, Stall, Watch
from autograder.user import User, quoted
from autograder.verdict import Failed

_ADJECTIVES = "amber brisk calm dusty eager faint gentle hollow ivory jolly keen lively".split()
_NOUNS = "harbour lantern meadow orchard pebble quarry river saddle temple valley willow".split()
# Written out, these break naive framing: a newline, quotes, a brace, letters beyond ASCII.
_AWKWARD = (" café", ' "so"', "\n", " {x}", " naïve", " 你好", "\n\n", " data:")

# What asyncio says, in several places, to who starts a loop where one is running.
_NESTED_RUN = (
    "cannot be called from a running event loop",
    "This event loop is already running",
    "Cannot run the event loop while another loop is running",
    "Already running asyncio in this thread",
)
LOOP_GONE = "loop-gone"  # the reason of a verdict that may be due to an earlier answer
_LONG = 74  # columns of a headline beyond which an error's own words go below it
_REPLY_PROBLEM = re.compile(r"'loc': \('response', (?P<where>.*?),?\), 'msg': '(?P<what>.*?)',")
_ADVICE_ON = {  # words of an error, and what to try
    "The offline model speaks": (
        "The course's model speaks chat completions: call `client.chat.completions.create(…)`."
    ),
    "await wasn't used with future": "Put `await` before the call that gives the future.",
    "the client has been closed": (
        "A client that was closed stays closed. If an earlier version of your answer closed it, "
        "run the cells above yours again."
    ),
    "'NoneType' object has no attribute 'encode'": (
        "A stream is made of `str` or `bytes`; the `content` of a chunk may be `None`."
    ),
}
# What `asyncio.gather` says to one list, or to one generator, of calls.
_NOT_UNPACKED = ("unhashable type: 'list'", "a coroutine or an awaitable is required")
_BUSY = 200  # events after which an app will not come to rest
_TRIES = 30  # times that a loop held by an answer may be freed, to be held again


class Run:
    """What a check works with. `notes` are shown with a passing verdict."""

    def __init__(self, host: Host, recording: Recording, seed: int) -> None:
        self.host = host
        self.recording = recording
        self.random = random.Random(seed)
        self.notes: list[str] = []
        self._model = offline_model.get()
        self._service = blocking_service.get()
        self._watch = Watch(host, recording, (self._model.loop, self._service.loop))
        self._client = httpx.AsyncClient(
            transport=RecordingTransport(host.transport),
            base_url="http://app",
            headers={"accept-encoding": "identity"},  # tokens are read as they come
            timeout=None,
        )
        self._users: list[User] = []
        self._endless: tuple[int, ...] = ()

    # --- the two wires

    def post(self, path: str, **body: Any) -> User:
        """Send `POST path` with a JSON body, as one more user."""
        return self._send("POST", path, body)

    def get(self, path: str, *, label: str = "") -> User:
        """Send `GET path`, as one more user; verdicts call it `label`, if that is given."""
        return self._send("GET", path, None, label=label)

    def call(self, name: str, *args: Any) -> User:
        """Call the function that is the answer, called `name`; see `autograder.subject`."""
        return self._send("POST", "/call", {"args": list(args)}, label=f"{name}(…)")

    def _send(
        self, method: str, path: str, body: dict[str, Any] | None, *, label: str = ""
    ) -> User:
        user = User(self._client, method, path, body, label)
        self._users.append(user)
        return user

    def model(
        self, answer: Callable[[Call], Answer | None] | None = None, *, held: bool = True
    ) -> AbstractContextManager[list[Call]]:
        """Be the model: its calls, as they come, each held until it is let go.

        It answers with random text unless `answer` says otherwise.
        """
        return self._model.gate.session(answer or self.chatter, held=held)

    def connected(self, call: Call) -> bool:
        """Whether the connection that brought `call` to the model is still open."""
        return call.connection in self._model.open_connections()

    def service(
        self, answer: Callable[[Call], Answer | None] | None = None, *, held: bool = True
    ) -> AbstractContextManager[list[Call]]:
        """Be the blocking service, likewise; it gives its own answers unless told."""
        return self._service.gate.session(answer, held=held)

    # --- random material: no answer can be prepared for it

    def phrase(self) -> str:
        """A short text that nobody has seen before."""
        pick = self.random.choice
        return f"the {pick(_ADJECTIVES)} {pick(_NOUNS)} {self.random.randrange(10_000, 100_000)}"

    def pieces(self, count: int = 6) -> tuple[str, ...]:
        """A random reply in `count` tokens, awkward ones among them."""
        words = [
            f" {self.random.choice(_NOUNS)}{self.random.randrange(1000)}" for _ in range(count)
        ]
        for place in range(2, count - 1, 2):
            words[place] = self.random.choice(_AWKWARD)
        return (words[0].strip(), *words[1:])

    def chatter(self, call: Call) -> Answer | None:
        """A random answer to a chat call; other calls get the service's own."""
        return Answer(self.pieces()) if call.path.endswith("/chat/completions") else None

    # --- waiting

    async def until(self, done: Callable[[], bool], patience: float = PATIENCE) -> Stall | None:
        """Wait until `done()`; None then, or the proof that it cannot come. See `stall`."""
        return await self._watch.until(done, patience)

    async def need(
        self, done: Callable[[], bool], *users: User, patience: float = PATIENCE
    ) -> None:
        """Wait until `done()`; fail the check if that cannot come, `users` being those who wait."""
        stall = await self.until(done, patience)
        if stall is not None:
            await self.stalled(stall, users)

    async def rests_before(
        self, done: Callable[[], bool], *users: User, patience: float = PATIENCE
    ) -> bool:
        """Wait until `done()`, or until the app has come to rest without it: True then.

        Whatever else halts the app fails the check.
        """
        stall = await self.until(done, patience)
        if stall is not None and stall.kind != "idle":
            await self.stalled(stall, users)
        return stall is not None

    async def finish(self, *users: User) -> None:
        """Wait until every user has a whole reply with status 200; fail the check otherwise.

        By now the check has let every call go that a right answer makes.
        """
        asked = len(self._model.gate.collected)
        stall = await self.until(lambda: all(user.ended for user in users), PATIENT)
        if stall is not None and stall.kind == "idle":
            self._asked_again(asked)
        if stall is not None:
            await self.stalled(stall, users)
        for user in users:
            await self.fine(user)

    async def loop_free(self, *users: User) -> None:
        """Fail the check unless the event loop answers, now that calls are held."""
        pinged = asyncio.ensure_future(self.host.ping())
        try:
            await self.need(pinged.done, *users)
            await pinged
            if (place := await self.host.nested()) is not None:
                self._nested_run(place, "What came before it waits until that loop is done.")
        finally:
            pinged.cancel()

    async def fine(self, user: User, status: int = 200) -> None:
        """Fail the check unless the user's request went well, as far as it has come."""
        if user.runaway:
            self.fail("runaway", f"`{user.label}` streams without end")
        if user.broke or (user.status is not None and user.status != status):
            await self.went_wrong(user, status)

    async def note_threads(self) -> None:
        """Say with a passing verdict which endpoints FastAPI ran in threads: right, at a price."""
        for name in (await self.host.findings()).in_threads:
            self.notes.append(
                f"`{name}` is a plain `def`, which is right here: FastAPI ran each call of it in "
                "a thread, and has 40 of them."
            )

    async def collect(self) -> None:
        """Let go of all that nobody holds any more.

        The loop does that itself, if it is free: what it has made is its own to end.
        """
        collecting = asyncio.ensure_future(self.host.collect())
        try:
            if await self.until(collecting.done) is None:
                await collecting
        finally:
            collecting.cancel()

    async def findings(self) -> Findings:
        """What was seen besides the wires, once all that nobody holds any more is let go."""
        await self.collect()
        return await self.host.findings()

    # --- saying what went wrong

    def fail(
        self,
        reason: str,
        headline: str,
        *details: str,
        advice: str | tuple[str, ...] = (),
        place: Place | None = None,
    ) -> Never:
        """End the check with what is wrong."""
        raise Failed(reason, headline, *details, advice=advice, place=place)

    async def stalled(self, stall: Stall, users: tuple[User, ...] = ()) -> Never:
        """End the check with what brought the app to a halt."""
        place, where = stall.place, stall.place or "something"
        if stall.kind == "waiting":
            self.fail(
                "loop-held",
                f"{where} held the event loop while others waited",
                "While this line blocks, no other request, stream or health check moves.",
                advice=(
                    "Await an async version of the call.",
                    "If there is none, keep the call off the loop: a `def` endpoint, or a thread.",
                ),
                place=place,
            )
        if stall.kind == "computing":
            self.fail(
                "loop-busy",
                f"{where} kept the event loop busy computing",
                "The loop is one thread: while it computes, nobody else is served.",
                advice="Move the computing off the loop: a `def` endpoint, a thread or a process.",
                place=place,
            )
        if stall.kind in ("endless", "restless"):
            self._endless = stall.threads
            said = f"{where} goes on without end"
            sends = ["Hundreds of calls have come of it, and not what they should lead to."]
            self.fail(
                "endless",
                *([said, *sends] if stall.kind == "restless" else [f"{said} and sends nothing"]),
                advice="Look at what should end this loop.",
                place=place,
            )
        findings = await self.findings()
        self._unawaited(findings)
        label = f"`{users[0].label}`" if users else "the app"
        calls = [*self._model.gate.collected, *self._service.gate.collected]
        answered = ""
        if not calls:
            answered = "It has called nothing, and "
        elif all(call.over() for call in calls):
            answered = "All that it has called has answered, and "
        self.fail(
            "never-answers",
            f"{place or label} waits for something that never comes",
            f"{answered}nothing in the app runs any more.".capitalize(),
            advice="Look at what should end this wait.",
            place=place,
        )

    def _asked_again(self, asked: int) -> None:
        """Fail the check if calls have come after the first `asked`, and wait."""
        further = [call for call in self._model.gate.collected[asked:] if not call.over()]
        if further:
            self.fail(
                "asks-again",
                "the model had said all that was needed, and was asked again",
                f"After {asked} calls had been answered, {len(further)} more came.",
                advice="Ask once for what you need, and use what the model said.",
            )

    async def blame_unawaited(self) -> None:
        """Fail the check if a call was never awaited."""
        self._unawaited(await self.findings())

    async def blame(self, user: User) -> None:
        """Fail the check if a call was never awaited or something was raised for the user."""
        # At rest first, if it ever is: a worker thread holds what it has returned until it waits.
        self._service.gate.release()  # or what computes until it is let go would never rest
        busy = len(self.recording.events) + _BUSY
        await self.until(lambda: len(self.recording.events) > busy, patience=0)
        findings = await self.findings()
        for raised in findings.raised:
            if any(said in raised.message for said in _NESTED_RUN):
                self._nested_run(raised.place, f"It raised {raised.type}: {raised.message}")
        for raised in findings.raised:
            if of_another_loop(raised.message):
                self._loop_gone(f"{raised.type}: {raised.message}", user, raised.place)
        self._not_unpacked(findings)
        self._unawaited(findings)
        if findings.raised:
            raised = findings.raised[-1]
            headline = f"{raised.place or f'`{user.label}`'} raised {raised.type}"
            message = _told(raised.message)
            advice = [_ADVICE_ON[said] for said in _ADVICE_ON if said in raised.message]
            details = [f"The user of `{user.label}` got status {user.status}."]
            if message and len(headline) + len(message) < _LONG:
                headline += f": {message}"
            elif message:
                details.insert(0, message)
            self.fail(
                "crash",
                headline,
                *details,
                advice=tuple(advice),
                place=raised.place,
            )

    async def went_wrong(self, user: User, wanted: int = 200) -> Never:
        """End the check with why a user's request failed, which should have got status `wanted`."""
        await self.blame(user)
        known = {
            404: ("no-route", f"the app has no route `{user.label}`"),
            405: ("wrong-method", f"the app has the path of `{user.label}`, by another method"),
        }
        if user.status in known:
            reason, headline = known[user.status]
            self.fail(reason, headline, advice=f"The contract is `{user.label}`.")
        if user.status == 422:
            self._unprocessable(user, wanted)
        if user.broke:
            self.fail("breaks-off", f"`{user.label}` broke off in the middle of its reply")
        self._other_status(user, wanted)

    def _other_status(self, user: User, wanted: int) -> Never:
        if of_another_loop(user.text):  # the app caught it, and told its user
            self._loop_gone(f"It said: {quoted(user.text)}", user)
        advice = f"Reply with status {wanted}, which is what the contract means."
        if user.status in (307, 308):
            advice = "A path with a `/` at its end is another path: write it as the contract does."
        self.fail(
            "wrong-status",
            f"`{user.label}` answered with status {user.status}, not {wanted}",
            f"It said: {quoted(user.text)}",
            advice=advice,
        )

    def _nested_run(self, place: Place | None, what: str) -> Never:
        self.fail(
            "nested-run",
            f"{place or 'something'} starts a second event loop inside the first",
            what,
            advice="Inside `async def`, `await` the coroutine.",
            place=place,
        )

    def _not_unpacked(self, findings: Findings) -> None:
        for raised in findings.raised:
            place = raised.place
            if place and "gather" in place.code and raised.message.endswith(_NOT_UNPACKED):
                self.fail(
                    "not-unpacked",
                    f"line {place.line}: `gather` got all the calls as one thing",
                    f"It raised {raised.type}: {raised.message}",
                    advice="`gather` takes its calls one by one: unpack them, with a `*`.",
                    place=place,
                )

    def _loop_gone(self, what: str, user: User, place: Place | None = None) -> Never:
        where = f"line {place.line}: " if place else ""
        self.fail(
            LOOP_GONE,
            f"{where}the client's open connection belongs to an event loop that is gone",
            what,
            f"The user of `{user.label}` got status {user.status}.",
            "A client keeps its connections for the next call, and they work only on the loop that "
            "opened them. `asyncio.run` ends its loop with each call.",
            advice=(
                "Stay on one loop, the app's own: `async def`, and `await` the call.",
                "In a plain `def`, use the client that blocks: it needs no loop.",
            ),
            place=place,
        )

    def _unprocessable(self, user: User, wanted: int) -> Never:
        sent = ", ".join(f'"{key}"' for key in user.body or {})
        first = _first_problem(user.json())
        if first is None:  # the app's own 422, not FastAPI's
            self._other_status(user, wanted)
        place, *names = first["loc"]
        name = names[-1] if names else ""
        elsewhere = {"query": "the query string", "header": "a header", "cookie": "a cookie"}
        if place in elsewhere:
            self.fail(
                f"{place}-parameter",
                f"`{user.label}` reads `{name}` from {elsewhere[place]}, not from the JSON body",
                advice="Declare the body as a pydantic model; a bare `str` is a query parameter.",
            )
        if not names:
            self.fail(
                "wrong-body",
                f"`{user.label}` takes the whole body for one value, and not for an object",
                f"FastAPI says of the body {{{sent}}}: {first['msg'].lower()}.",
                advice="Declare the body as a pydantic model with the fields of the contract.",
            )
        self.fail(
            "wrong-body",
            f"`{user.label}` turned down the body {{{sent}}}: `{name}` {first['msg'].lower()}",
            advice="Give the body model the fields of the contract.",
        )

    def _unawaited(self, findings: Findings) -> None:
        for name, place in findings.unawaited:
            where = f"line {place.line} never awaits `{place.code}`" if place else ""
            self.fail(
                "missing-await",
                where or f"a call of `{name}` is never awaited",
                "Calling an async function only makes a coroutine; `await` runs it.",
                advice="Put `await` before the call."
                if place
                else (
                    "Put `await` before the call, in an `async def`.",
                    "Where a thread makes the call: await it without a thread, it needs none.",
                ),
                place=place,
            )

    # --- the beginning and the end

    async def open(self) -> None:
        """Start the app. Fails the check when its startup fails or never ends."""
        opening = asyncio.ensure_future(self.host.open())
        # Nobody is served yet, so a startup may compute.
        stall = await self._watch.until(opening.done, held=ENDLESS)
        if stall is not None:
            opening.cancel()
            await self.stalled(stall)
        if (error := opening.exception()) is not None:
            seen = (await self.findings()).raised
            raised = seen[-1] if seen else raised_at(error)
            self.fail(
                "startup",
                f"{raised.place or 'the app'} raised {raised.type} when the app started",
                *raised.message.splitlines()[:1],
                place=raised.place,
            )

    async def shut_down(self) -> None:
        """Shut the app down, once its users have gone. Fails the check when that never ends."""
        ending = asyncio.ensure_future(self.host.shut_down())
        stall = await self.until(ending.done)
        if stall is not None:
            ending.cancel()
            await self.stalled(stall)
        ending.exception()  # uvicorn keeps it to itself; the findings have it in any case
        # Nothing is collected: it would close what the app has left open.
        findings = await self.host.findings()
        self._not_unpacked(findings)
        self._unawaited(findings)
        if findings.raised:
            raised = findings.raised[-1]
            self.fail(
                "shutdown",
                f"{raised.place or 'the app'} raised {raised.type} when the app shut down",
                *raised.message.splitlines()[:1],
                place=raised.place,
            )

    async def close(self) -> None:
        """Send every user home and end what still runs, breaking what holds the loop."""
        freeing = asyncio.ensure_future(self._keep_free())
        try:
            await self._brought_to_end(self._send_home())
            await self._leave_threads()
            await self._brought_to_end(self._close_host())
        except HostGone:
            return  # with the process, all that ran in it has ended
        finally:
            freeing.cancel()
            self._watch.close()

    async def _brought_to_end(self, work: Coroutine[Any, Any, None]) -> None:
        """Do `work`, unless the answer keeps it from its end.

        What cannot be ended is left behind: the verdict stands, and the kernel goes on.
        """
        ending = asyncio.ensure_future(work)
        try:
            for _ in range(_TRIES):
                stall = await self.until(ending.done)
                if stall is None or not stall.holds_loop:
                    break
        finally:
            ending.cancel()

    async def _leave_threads(self) -> None:
        """Wait for what the answer has in threads: what they call would meet the next check."""
        if await self.host.in_threads():
            stall = await self.until(lambda: False)
            for thread in stall.threads if stall else ():
                await self.host.release(thread)

    async def _keep_free(self) -> None:
        with contextlib.suppress(HostGone):
            for thread in self._endless:
                await self.host.release(thread)
            while True:
                await self._free_if_held()
                await sleep(LOOK)

    async def _free_if_held(self) -> None:
        pinged = asyncio.ensure_future(self.host.ping())
        try:
            await wait({pinged}, timeout=LOOK)
            if not pinged.done():
                await self.host.release()
            elif pinged.exception() is not None:
                await pinged
        finally:
            pinged.cancel()

    async def _send_home(self) -> None:
        await asyncio.gather(*(user.leave() for user in self._users))
        await self._client.aclose()

    async def _close_host(self) -> None:
        with contextlib.suppress(Exception):  # a shutdown that fails changes no verdict
            await self.host.close()


def _told(message: str) -> str:
    """An error's own words on one line; of what FastAPI says of a reply, the first problem."""
    if found := _REPLY_PROBLEM.search(message):
        return f"{found['where']}: {found['what']}"
    return message.partition("\n")[0]


def _first_problem(reply: Any) -> dict[str, Any] | None:
    """The first thing that FastAPI finds wrong in a body; None where it has not said so."""
    match reply:
        case {"detail": [{"loc": [_, *_], "msg": str()} as first, *_]}:
            return first
    return None
