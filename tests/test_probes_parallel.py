"""The probes of lesson 08: concurrency that is bounded, calls given up, results in order."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from fastapi import FastAPI, HTTPException, Request
from openai import AsyncOpenAI
from probing import ask

from autograder.gates import Answer, Call
from autograder.probes.bounded import bounded
from autograder.probes.deadline import given_up
from autograder.probes.in_order import in_order
from autograder.probes.overlap import overlap
from autograder.run import Run
from autograder.verdict import Failed

Summarize = Callable[[str], Awaitable[str]]


def reason(app: FastAPI, check: Callable[[Run], Awaitable[None]]) -> str:
    """Why `check` fails `app`."""
    with pytest.raises(Failed) as failed:
        ask(app, check)
    return failed.value.reason


async def reply_to(prompt: str) -> str:
    async with AsyncOpenAI() as client:
        messages = [{"role": "user", "content": prompt}]
        completion = await client.chat.completions.create(model="gpt-4o-mini", messages=messages)
    return completion.choices[0].message.content


def summarizing(places: Callable[[], asyncio.Semaphore]) -> FastAPI:
    """An app that takes one of `places()`, asked for with each request, for each call."""
    app = FastAPI()

    @app.post("/all")
    async def summarize_all(request: Request) -> list[str]:
        limit = places()

        async def summarize(document: str) -> str:
            async with limit:
                return await reply_to(document)

        return await asyncio.gather(*map(summarize, (await request.json())["documents"]))

    return app


async def three_at_a_time(run: Run) -> None:
    """What the docstring of `bounded` shows."""
    batches = [[run.phrase() for _ in range(count)] for count in (5, 1, 3)]
    with run.model() as calls:
        users = [run.post("/all", documents=phrases) for phrases in batches]
        await bounded(run, users, calls, limit=3, total=9)
        await run.finish(*users)


def test_a_limit_that_all_share_is_kept_though_users_end_one_by_one() -> None:
    shared = asyncio.Semaphore(3)
    ask(summarizing(lambda: shared), three_at_a_time)


@pytest.mark.parametrize(("places", "wanted"), [(2, "one-by-one"), (4, "over-limit")])
def test_another_limit_is_seen(places: int, wanted: str) -> None:
    shared = asyncio.Semaphore(places)
    assert reason(summarizing(lambda: shared), three_at_a_time) == wanted


def test_a_limit_for_each_request_is_none() -> None:
    assert reason(summarizing(lambda: asyncio.Semaphore(3)), three_at_a_time) == "over-limit"


def test_a_free_place_that_stays_empty_is_seen() -> None:
    app, queue = FastAPI(), asyncio.Lock()

    @app.post("/all")
    async def in_groups(request: Request) -> list[str]:
        documents, replies = (await request.json())["documents"], []
        async with queue:
            for start in range(0, len(documents), 3):
                replies += await asyncio.gather(*map(reply_to, documents[start : start + 3]))
        return replies

    assert reason(app, three_at_a_time) == "under-limit"


def test_work_that_is_left_out_is_seen() -> None:
    app = FastAPI()

    @app.post("/all")
    async def only_three(request: Request) -> list[str]:
        return await asyncio.gather(*map(reply_to, (await request.json())["documents"][:3]))

    async def one_user(run: Run) -> None:
        with run.model() as calls:
            user = run.post("/all", documents=[run.phrase() for _ in range(4)])
            await bounded(run, [user], calls, limit=3, total=4)

    assert reason(app, one_user) == "under-limit"


class LateModel:
    """A model that never replies, and an app that gives it up, once it has been asked."""

    def __init__(self, give_up: Callable[["asyncio.Task[str]"], None]) -> None:
        self.calls: list[Call] = []
        self.kept: set[asyncio.Task[str]] = set()
        self.app = FastAPI()

        @self.app.post("/quick")
        async def quick(request: Request) -> str:
            call = asyncio.create_task(reply_to((await request.json())["query"]))
            self.kept.add(call)
            while not self.calls:  # noqa: ASYNC110  (no asyncio event crosses threads)
                await asyncio.sleep(0.01)
            give_up(call)
            raise HTTPException(504)

    async def check(self, run: Run) -> None:
        """What the docstring of `given_up` shows."""
        with run.model() as self.calls:
            user = run.post("/quick", query=run.phrase())
            await overlap(run, [user], self.calls, count=1)
            await given_up(run, user, self.calls, seconds=0.1)


def test_a_call_that_is_cancelled_is_given_up() -> None:
    late = LateModel(lambda call: call.cancel())
    ask(late.app, late.check)


def test_a_call_that_runs_on_is_not() -> None:
    late = LateModel(lambda call: None)
    assert reason(late.app, late.check) == "keeps-paying"


def test_a_user_who_is_not_told_waits_for_ever() -> None:
    app = FastAPI()

    @app.post("/quick")
    async def patient(request: Request) -> str:
        return await reply_to((await request.json())["query"])

    assert reason(app, LateModel(lambda call: None).check) == "no-deadline"


def test_order() -> None:
    def call(text: str) -> Call:
        return Call(1, "model", "/v1/chat/completions", {}, "", False, 1, Answer((text,)))

    async def main() -> list[str]:
        calls, found = [call("one"), call("two")], []
        in_order(Run.__new__(Run), ["one", "two"], calls, "texts")
        for given in (["two", "one"], ["one"], "one two", ["one", None], ["one", "three"]):
            with pytest.raises(Failed) as failed:
                in_order(Run.__new__(Run), given, calls, "texts")
            found.append(failed.value.reason)
        return found

    assert asyncio.run(main()) == [
        *("order-lost", "wrong-shape", "wrong-shape", "wrong-type", "wrong-reply"),
    ]
