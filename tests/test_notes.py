"""A passing verdict says when FastAPI ran a plain `def` in its threads, and only then."""

import asyncio
import functools

import pytest
from fastapi import APIRouter, FastAPI
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel

from autograder import provider
from autograder.checks import verdict


class Message(BaseModel):
    message: str


def _text(completion) -> dict[str, str]:
    return {"response": completion.choices[0].message.content}


def plain(body: Message):
    messages = [{"role": "user", "content": body.message}]
    return _text(OpenAI().chat.completions.create(model="gpt-4o-mini", messages=messages))


async def awaiting(body: Message):
    messages = [{"role": "user", "content": body.message}]
    return _text(
        await AsyncOpenAI().chat.completions.create(model="gpt-4o-mini", messages=messages)
    )


class Callable:
    async def __call__(self, body: Message):
        return await awaiting(body)


class PlainCallable:
    def __call__(self, body: Message):
        return plain(body)


@pytest.mark.parametrize(
    ("endpoint", "name"),
    [
        (plain, "plain"),
        (PlainCallable(), "PlainCallable"),
        (awaiting, None),
        (Callable(), None),
        (functools.partial(awaiting), None),
    ],
    ids=["def", "object", "async def", "async object", "partial"],
)
def test_who_ran_in_threads(endpoint, name: str | None) -> None:
    provider.use_offline()
    router = APIRouter()
    router.add_api_route("/chat", endpoint, methods=["POST"])
    app = FastAPI()
    app.include_router(router)

    found = asyncio.run(verdict("chat", app))
    assert found.passed
    said = [note.partition(" is a plain `def`")[0] for note in found.details]
    assert said == ([f"`{name}`"] if name else [])
