"""Lessons with `COURSE_PROVIDER=openai`, on a server of others that speaks the protocol: LLMock."""

import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import tools
from conftest import without_ours
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from autograder.kernel import started

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kernels")]

SERVE = """
import sys
from llmock.testing import LLMockServer
server = LLMockServer().start()
print(server.url, flush=True)
sys.stdin.read()
"""

LESSON = """
import asyncio
from fastapi import FastAPI
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from openai import AsyncOpenAI, OpenAI
from autograder.lesson import client, model, timeline

MODEL = "gpt-4o-mini"
MESSAGES = [{"role": "user", "content": "What is an event loop?"}]
openai_client = AsyncOpenAI(max_retries=0)
llm = ChatOpenAI(model=MODEL, max_retries=0)

async def ask(openai_client=openai_client, **options):
    return await openai_client.chat.completions.create(model=MODEL, messages=MESSAGES, **options)

app = FastAPI()

@app.post("/chat")
async def chat() -> str:
    return (await ask()).choices[0].message.content
"""


@dataclass(frozen=True)
class Server:
    """The other server."""

    url: str

    def next(self, **behaviour: object) -> None:
        """What it does with the next request."""
        asked = {"behaviors": [behaviour]}
        httpx.post(f"{self.url}/_llmock/scenario", json=asked).raise_for_status()

    @property
    def requests(self) -> int:
        return httpx.get(f"{self.url}/_llmock/requests").json()["count"]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with subprocess.Popen(
        [tools.python(), "-c", SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield Server(process.stdout.readline().strip())
        process.kill()  # a request that it holds would keep it


class Notebook:
    """A lesson's kernel, as `course lab` starts it for that server."""

    def __init__(self, client: NotebookClient) -> None:
        self._client = client

    def run(self, source: str) -> NotebookNode:
        """What a cell leaves below it: its only output."""
        cell = new_code_cell(source)
        self._client.nb.cells.append(cell)
        self._client.execute_cell(cell, len(self._client.nb.cells) - 1)
        assert len(cell.outputs) == 1, cell.outputs
        return cell.outputs[0]


def kernel(env: dict[str, str]) -> AbstractContextManager[NotebookClient]:
    options = {"timeout": 120, "allow_errors": True, "coalesce_streams": True}
    return started(new_notebook(), Path("new.ipynb"), env, **options)


@pytest.fixture(scope="module")
def notebook(server: Server) -> Iterator[Notebook]:
    real = {"COURSE_PROVIDER": "openai", "OPENAI_BASE_URL": f"{server.url}/v1"}
    with kernel(without_ours() | real) as client:
        made = Notebook(client)
        assert made.run(f"{LESSON}\nprint('ready')").text == "ready\n"
        yield made


@pytest.mark.parametrize(
    "source",
    [
        "print(len((await ask()).choices[0].message.content) > 0)",
        "print(len([chunk async for chunk in await ask(stream=True)]) > 2)",
        "print(len([chunk async for chunk in llm.astream('What is a coroutine?')]) > 2)",
        "found = await AsyncOpenAI().embeddings.create(model='text-embedding-3-small', input='a')\n"
        "print(len(found.data[0].embedding) > 2)",
        "async with client(app) as http:\n    print((await http.post('/chat')).status_code == 200)",
    ],
    ids=["completion", "stream", "langchain", "embedding", "endpoint"],
)
def test_what_lessons_ask_is_asked_there(source: str, notebook: Notebook, server: Server) -> None:
    before = server.requests
    assert notebook.run(source).text == "True\n"
    assert server.requests == before + 1


def test_pictures_and_counts_show_its_calls(notebook: Notebook) -> None:
    source = """
from autograder.ledger import recording

with recording() as run:
    await asyncio.gather(ask(), ask())
    said = [chunk.choices[0].delta.content async for chunk in await ask(stream=True)]
kinds = [event.kind for event in run.of("model")]
tokens = [event.detail["text"] for event in run.of("model", "token")]
print(kinds.count("arrived"), kinds.count("replied"), tokens == [text for text in said if text])
"""
    assert notebook.run(source).text == "3 3 True\n"


def test_a_stream_that_is_left_is_closed_at_the_provider(
    notebook: Notebook, server: Server
) -> None:
    server.next(type="stream_fault", kind="stall", after_chunks=2, stall_seconds=600)
    source = """
with recording() as run:
    async with await ask(stream=True) as stream:
        await anext(stream)
    while not run.of("model", "closed"):
        await asyncio.sleep(0.01)
print("closed")
"""
    assert notebook.run(source).text == "closed\n"


@pytest.mark.parametrize(
    ("wish", "seen"),
    [
        ("fail_next(status=500)", "InternalServerError 0"),
        ("break_next(after=2)", "APIConnectionError 2"),
    ],
)
def test_what_a_lesson_wants_to_go_wrong_does(wish: str, seen: str, notebook: Notebook) -> None:
    source = f"""
model.{wish}
tokens = 0
try:
    async for chunk in await ask(stream=True):
        tokens += bool(chunk.choices[0].delta.content)
except Exception as error:
    print(type(error).__name__, tokens)
"""
    assert notebook.run(source).text == f"{seen}\n"


QUOTA = {"type": "fail", "status": 429, "code": "insufficient_quota"}


@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        ({"type": "fail", "status": 401}, "refuses the key in OPENAI_API_KEY"),
        ({"type": "fail", "status": 403, "message": "Not yours."}, "to do that: Not yours."),
        ({"type": "fail", "status": 404, "message": "no model"}, "was asked for: no model."),
        (QUOTA, "has no credit left"),
        ({"type": "fail", "status": 429}, "(rate limit): wait a little"),
        ({"type": "fail", "status": 503}, "failed with status 503"),
    ],
    ids=["key", "permission", "model", "credit", "rate", "down"],
)
@pytest.mark.parametrize(
    "source",
    [
        "await ask()",
        "await llm.ainvoke('What is a coroutine?')",
        "async with client(app) as http:\n    await http.post('/chat')",
        "async with asyncio.TaskGroup() as group:\n    group.create_task(ask())",
    ],
    ids=["sdk", "langchain", "endpoint", "group"],
)
def test_what_the_provider_refuses_is_one_sentence(
    source: str, behaviour: dict[str, object], says: str, notebook: Notebook, server: Server
) -> None:
    server.next(**behaviour)
    told(notebook.run(source), f"{server.url}/v1", says)


def told(output: NotebookNode, provider: str, says: str) -> None:
    """The output is an error of one sentence, which names the provider and says this."""
    assert output.output_type == "error"
    assert output.ename == "ProviderError"
    assert output.traceback == [f"ProviderError: {output.evalue}"]
    assert provider in output.evalue
    assert says in output.evalue
    assert output.evalue.count(". ") == 0
    assert output.evalue.endswith(".")


@pytest.mark.parametrize(
    "source",
    [
        "await ask(AsyncOpenAI(max_retries=0, timeout=0.5))",
        "await ChatOpenAI(model=MODEL, max_retries=0, timeout=0.5).ainvoke('Hello!')",
        "OpenAI(max_retries=0, timeout=0.5).models.list()",
    ],
    ids=["sdk", "langchain", "sync"],
)
def test_a_time_out_is_one_sentence(source: str, notebook: Notebook, server: Server) -> None:
    server.next(type="delay", seconds=600)
    told(notebook.run(source), f"{server.url}/v1", "did not answer in time")


def test_a_stream_that_breaks_off_is_one_sentence(notebook: Notebook, server: Server) -> None:
    server.next(type="stream_fault", kind="disconnect", after_chunks=2)
    output = notebook.run("async for chunk in await ask(stream=True):\n    pass")
    told(output, f"{server.url}/v1", "broke off")


def test_what_is_not_the_providers_doing_is_shown_as_ever(
    notebook: Notebook, server: Server
) -> None:
    zero = notebook.run("1 / 0")
    assert zero.ename == "ZeroDivisionError"
    assert "Traceback" in "".join(zero.traceback)
    server.next(type="fail", status=400, message="temperature is too high")
    refused = notebook.run("await ask(temperature=9)")
    assert refused.ename == "BadRequestError"
    assert "Traceback" in "".join(refused.traceback)
    # A group has both its errors shown, by Python itself, when one is not the provider's.
    server.next(type="fail", status=401)
    mixed = """
async def fail():
    raise ValueError("also")

tasks = [asyncio.create_task(ask()), asyncio.create_task(fail())]
await asyncio.wait(tasks)
raise ExceptionGroup("both", [task.exception() for task in tasks])
"""
    assert "ValueError: also" in notebook.run(mixed).text


def test_checks_still_use_the_offline_model(notebook: Notebook, server: Server) -> None:
    """Once a notebook that has asked the provider checks an answer. This is the last test here."""
    before = server.requests
    right = """
from autograder.exercise import check

async def ask(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content

await check("first-await", ask)
"""
    shown = notebook.run(right)
    assert shown.data["text/plain"].startswith("passed  first-await")
    assert server.requests == before


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        (
            {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"},
            "http://127.0.0.1:9/v1 cannot be reached",
        ),
        ({}, "needs OPENAI_API_KEY"),
    ],
    ids=["nobody there", "no key"],
)
def test_a_provider_that_is_not_there_is_one_sentence(variables: dict[str, str], says: str) -> None:
    with kernel(without_ours() | {"COURSE_PROVIDER": "openai"} | variables) as client:
        output = Notebook(client).run(f"{LESSON}\nawait ask()")
    assert output.traceback == [f"ProviderError: {output.evalue}"]
    assert says in output.evalue
