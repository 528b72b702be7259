"""The offline model through the clients that learners use, and as probes hold it."""

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Annotated, Any, TypedDict
from unittest.mock import patch
from uuid import UUID

import httpx
import openai
import pytest
from langchain_core.messages import HumanMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from langchain_openai.chat_models import _client_utils as langchain_clients
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.prebuilt import ToolNode, tools_condition
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel, Field, HttpUrl

from autograder import offline_model, provider
from autograder.gates import Answer, Call, ToolCall
from autograder.ledger import Recording, recording
from autograder.offline_model import OfflineModel
from autograder.offline_model.replies import reply
from autograder.offline_model.schemas import fill
from autograder.offline_model.vectors import embed
from autograder.offline_model.words import pieces

MODEL = "gpt-4o-mini"
HEADERS = {"authorization": f"Bearer {offline_model.KEY}"}


@pytest.fixture(autouse=True)
def model() -> Iterator[OfflineModel]:
    # LangChain keeps one HTTP client for all models, and a client is of use to one loop only.
    langchain_clients._cached_async_httpx_client.cache_clear()
    with patch.dict(os.environ):
        provider.use_offline()
        yield offline_model.get()


def user(text: str | list[Any]) -> list[Any]:
    return [{"role": "user", "content": text}]


async def until(run: Recording, seen: Callable[[], bool]) -> None:
    """Wait until `seen`; what happens is in the ledger, so its events are what to wait for."""
    loop, changed = asyncio.get_running_loop(), asyncio.Event()
    run.on_change = lambda: loop.call_soon_threadsafe(changed.set)
    while not seen():
        changed.clear()
        if not seen():
            await changed.wait()


def kinds(run: Recording) -> list[str]:
    return [event.kind for event in run.of("model")]


# --- chat through the OpenAI SDK


def test_plain_reply_and_what_the_ledger_says() -> None:
    with recording() as run:
        completion = OpenAI().chat.completions.create(
            model=MODEL,
            messages=[{"role": "system", "content": "Be brief."}, *user("What is an event loop?")],
        )
    assert "one piece of code at a time" in (completion.choices[0].message.content or "")
    assert completion.choices[0].finish_reason == "stop"
    assert completion.usage and completion.usage.total_tokens > completion.usage.prompt_tokens > 0
    arrived, replied = run.of("model")
    assert arrived.detail["prompt"] == "Be brief.\nWhat is an event loop?"
    assert arrived.detail["path"] == "/v1/chat/completions"
    assert (arrived.kind, replied.kind, replied.detail) == ("arrived", "replied", {"status": 200})


def test_stream_has_a_chunk_per_token_then_reason_then_usage() -> None:
    async def main() -> None:
        async with AsyncOpenAI() as client:
            plain = await client.chat.completions.create(model=MODEL, messages=user("Hello!"))
            with recording() as run:
                stream = await client.chat.completions.create(
                    model=MODEL,
                    messages=user("Hello!"),
                    stream=True,
                    stream_options={"include_usage": True},
                )
                chunks = [chunk async for chunk in stream]
        *body, end, last = chunks
        texts = [chunk.choices[0].delta.content for chunk in body]
        assert body[0].choices[0].delta.role == "assistant" and texts[0] == ""
        assert "".join(texts) == plain.choices[0].message.content
        assert texts[1:] == [event.detail["text"] for event in run.of("model", "token")]
        assert end.choices[0].finish_reason == "stop"
        assert last.choices == [] and last.usage.completion_tokens == len(texts) - 1
        assert kinds(run) == ["arrived", *["token"] * (len(texts) - 1), "replied"]

    asyncio.run(main())


def test_stream_without_usage_ends_with_the_finish_reason() -> None:
    chunks = list(
        OpenAI().chat.completions.create(model=MODEL, messages=user("Hello!"), stream=True)
    )
    assert chunks[-1].choices[0].finish_reason == "stop"


def test_an_empty_stream_still_tells_its_role() -> None:
    first, end = OpenAI().chat.completions.create(
        model=MODEL, messages=user("What is 1 + 1?"), stop="1", stream=True
    )
    assert first.choices[0].delta.role == "assistant" and first.choices[0].delta.content == ""
    assert end.choices[0].finish_reason == "stop"


def test_replies_and_refusals_have_a_request_id(model: OfflineModel) -> None:
    client = OpenAI()
    with model.gate.session(held=False) as calls:
        plain = client.chat.completions.create(model=MODEL, messages=user("Hi"))
        vectors = client.embeddings.create(model="text-embedding-3-small", input="x")
        stream = client.chat.completions.create(model=MODEL, messages=user("Hi"), stream=True)
        stream.close()
        with pytest.raises(openai.NotFoundError) as caught:
            client.chat.completions.create(model="no-such-model", messages=user("Hi"))
    given = [plain._request_id, vectors._request_id]
    given += [stream.response.headers["x-request-id"], caught.value.request_id]
    assert given == [f"req_{call.number}" for call in calls]


def test_most_tokens_and_stop() -> None:
    client = OpenAI()
    short = client.chat.completions.create(
        model=MODEL, messages=user("What is streaming?"), max_completion_tokens=4
    )
    assert short.choices[0].finish_reason == "length"
    assert len(pieces(short.choices[0].message.content or "")) == 4
    cut = client.chat.completions.create(
        model=MODEL, messages=user("What is an event loop?"), stop=["loop"]
    )
    assert cut.choices[0].message.content == "An event "


def test_connections_are_numbered() -> None:
    with recording() as run:
        with OpenAI() as first:
            for _ in range(3):
                first.chat.completions.create(model=MODEL, messages=user("Hi"))
        with OpenAI() as second:
            second.chat.completions.create(model=MODEL, messages=user("Hi"))
    numbers = [event.detail["connection"] for event in run.of("model", "arrived")]
    assert numbers[0] == numbers[1] == numbers[2] != numbers[3]


def test_models() -> None:
    client = OpenAI()
    assert MODEL in [card.id for card in client.models.list()]
    assert client.models.retrieve(MODEL).id == MODEL
    with pytest.raises(openai.NotFoundError, match="no-such"):
        client.models.retrieve("no-such-model")


# --- errors


@pytest.mark.parametrize(
    "change, error, code",
    [
        ({"api_key": "sk-wrong"}, openai.AuthenticationError, "invalid_api_key"),
        ({"model": "no-such-model"}, openai.NotFoundError, "model_not_found"),
        ({"n": 2}, openai.BadRequestError, None),
        ({"messages": []}, openai.BadRequestError, None),
        ({"messages": ["hi"]}, openai.BadRequestError, "invalid_type"),
    ],
)
def test_refusals(change: dict[str, Any], error: type[openai.APIStatusError], code: str) -> None:
    client = OpenAI(api_key=change.pop("api_key", offline_model.KEY))
    with recording() as run, pytest.raises(error) as caught:
        client.chat.completions.create(**{"model": MODEL, "messages": user("Hi"), **change})
    assert caught.value.code == code
    assert isinstance(caught.value.body, dict)
    assert set(caught.value.body) == {"message", "type", "param", "code"}
    assert kinds(run) == ["arrived", "replied"]


@pytest.mark.parametrize(
    "path, body",
    [
        ("/embeddings", {"input": None}),
        ("/embeddings", {"input": []}),
        ("/embeddings", {"input": "x", "model": ["text-embedding-3-small"]}),
        ("/embeddings", {"input": [1, "two"]}),
        ("/embeddings", {"input": [[-1]]}),
        ("/embeddings", {"input": "x", "dimensions": "many"}),
        ("/chat/completions", {"messages": "hi"}),
        ("/chat/completions", {"messages": [{"role": "user", "content": ["hi"]}]}),
        ("/chat/completions", {"messages": [{"content": "hi"}]}),
        ("/chat/completions", {"messages": user("hi"), "model": None}),
    ],
)
def test_bodies_of_the_wrong_shape(model: OfflineModel, path: str, body: dict[str, Any]) -> None:
    name = "text-embedding-3-small" if path == "/embeddings" else MODEL
    response = httpx.post(model.url + path, json={"model": name, **body}, headers=HEADERS)
    assert response.status_code == 400
    assert response.json()["error"]["type"] == "invalid_request_error"


@pytest.mark.parametrize("content", ["{", "[]", "", "\xff"])
def test_a_body_that_is_no_json_object(model: OfflineModel, content: str) -> None:
    response = httpx.post(f"{model.url}/chat/completions", content=content, headers=HEADERS)
    assert response.status_code == 400 and "JSON" in response.json()["error"]["message"]


def test_missing_key_and_unknown_route(model: OfflineModel) -> None:
    assert httpx.get(f"{model.url}/models").json()["error"]["code"] == "missing_api_key"
    response = httpx.post(f"{model.url}/images", json={}, headers=HEADERS)
    assert response.status_code == 404
    assert "POST /v1/images" in response.json()["error"]["message"]


TOOL = {"type": "function", "function": {"name": "add"}}


@pytest.mark.parametrize(
    "change, param",
    [
        ({"stop": ""}, "stop"),
        ({"stop": [3]}, "stop"),
        ({"stop": list("abcde")}, "stop"),
        ({"max_tokens": "5"}, "max_tokens"),
        ({"max_tokens": -1}, "max_tokens"),
        ({"max_completion_tokens": True}, "max_completion_tokens"),
        ({"stream_options": "include_usage", "stream": True}, "stream_options"),
        ({"response_format": "json"}, "response_format"),
        ({"response_format": {}}, "response_format.type"),
        ({"response_format": {"type": "yaml"}}, "response_format.type"),
        ({"response_format": {"type": "json_schema"}}, "response_format.json_schema"),
        (
            {"response_format": {"type": "json_schema", "json_schema": {"name": "x"}}},
            "response_format.json_schema.schema",
        ),
        ({"tools": "add"}, "tools"),
        ({"tools": ["add"]}, "tools[0]"),
        ({"tools": [TOOL, {"type": "function", "name": "f"}]}, "tools[1].function"),
        ({"tools": [{"type": "function", "function": {}}]}, "tools[0].function.name"),
        ({"tools": [{"type": "tool"}]}, "tools[0].type"),
        ({"tools": [TOOL], "tool_choice": "any"}, "tool_choice"),
        ({"tools": [TOOL], "tool_choice": 3}, "tool_choice"),
        (
            {"tools": [TOOL], "tool_choice": {"type": "function", "name": "f"}},
            "tool_choice.function",
        ),
        (
            {"tools": [TOOL], "tool_choice": {"type": "function", "function": {"name": "f"}}},
            "tool_choice",
        ),
        ({"tools": [TOOL], "tool_choice": {"type": "tool"}}, "tool_choice.type"),
        ({"stream": "yes"}, "stream"),
        ({"stream_options": {"include_usage": True}}, "stream_options"),
        ({"temperature": 5}, "temperature"),
        ({"temperature": "hot"}, "temperature"),
        ({"top_p": 9}, "top_p"),
        ({"logprobs": True}, "logprobs"),
        ({"functions": [{"name": "f"}]}, "functions"),
        ({"modalities": ["text", "audio"]}, "modalities"),
        ({"tools": []}, "tools"),
        ({"tool_choice": "required"}, "tool_choice"),
        ({"parallel_tool_calls": False}, "parallel_tool_calls"),
        ({"tools": [{"type": "custom"}], "tool_choice": "required"}, "tool_choice"),
        ({"messages": "hi"}, "messages"),
        ({"messages": [{"role": "robot", "content": "hi"}]}, "messages[0].role"),
        ({"messages": user(None)}, "messages[0].content"),
        ({"messages": user(["hi"])}, "messages[0].content[0]"),
        ({"messages": user([{"type": "text", "text": 5}])}, "messages[0].content[0].text"),
        ({"messages": user([{"text": "hi"}])}, "messages[0].content[0].type"),
        ({"messages": user([{"type": "image_url"}])}, "messages[0].content[0].type"),
        ({"messages": user([{"type": "picture"}])}, "messages[0].content[0].type"),
    ],
)
def test_a_malformed_request_is_refused_once_with_its_parameter(
    change: dict[str, Any], param: str
) -> None:
    with recording() as run, pytest.raises(openai.BadRequestError) as caught:
        OpenAI().chat.completions.create(**{"model": MODEL, "messages": user("Hi"), **change})
    assert caught.value.param == param
    assert kinds(run) == ["arrived", "replied"]


ASKED = user("Add 1 and 2")
CALL = {"id": "c1", "type": "function", "function": {"name": "add", "arguments": "{}"}}
CALLS = {"role": "assistant", "tool_calls": [CALL, CALL | {"id": "c2"}]}


def result(answered: str) -> dict[str, Any]:
    return {"role": "tool", "tool_call_id": answered, "content": "3"}


@pytest.mark.parametrize(
    "messages, says",
    [
        ([*ASKED, result("c1")], "must answer a call"),
        ([*ASKED, CALLS, result("c3")], "no call 'c3'"),
        ([*ASKED, CALLS, result("c1")], "none for: c2"),
        ([*ASKED, CALLS, result("c1"), *ASKED], "none for: c2"),
        ([*ASKED, CALLS, result("c1"), result("c2"), *ASKED, result("c1")], "must answer a call"),
        ([*ASKED, CALLS, {"role": "tool", "content": "3"}], "tool_call_id"),
        ([*ASKED, CALLS], "none for: c1, c2"),
    ],
)
def test_a_result_without_its_call_is_refused_and_a_call_without_its_result(
    messages: list[Any], says: str
) -> None:
    with pytest.raises(openai.BadRequestError, match=says):
        OpenAI().chat.completions.create(model=MODEL, messages=messages)


def test_instructions_may_stand_anywhere() -> None:
    whole = [*ASKED, CALLS, result("c1"), result("c2")]
    brief = {"role": "system", "content": "Be brief."}
    answered = OpenAI().chat.completions.create(model=MODEL, messages=[*whole, brief])
    assert answered.choices[0].message.content == "Here is what I found: 3 3"
    tools = [{"type": "function", "function": {"name": "add"}}]
    called = OpenAI().chat.completions.create(model=MODEL, messages=[*ASKED, brief], tools=tools)
    assert called.choices[0].finish_reason == "tool_calls"


def test_a_strict_schema_leaves_nothing_open() -> None:
    def ask(schema: dict[str, Any]) -> None:
        wanted = {"name": "x", "strict": True, "schema": schema}
        form = {"type": "json_schema", "json_schema": wanted}
        OpenAI().chat.completions.create(model=MODEL, messages=user("Hi"), response_format=form)

    closed = {"type": "object", "additionalProperties": False}
    word = {"properties": {"word": {"type": "string"}}}
    ask(closed | word | {"required": ["word"]})
    for wrong in word, closed | word, closed | {"properties": {"a": word}, "required": ["a"]}:
        with pytest.raises(openai.BadRequestError, match="strict schema"):
            ask(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "What is the average of "
        + " ".join(f"{number}.{number % 90 + 10}" for number in range(20_000)),
        "What is this?" + " " * 200_000,
        "Summarise:" + "\n" * 200_000 + "end",
        "a" * 200_000,
        "translate " * 20_000,
        "What is " + "1+" * 100_000 + "a",
    ],
    ids=["numbers", "blanks", "lines", "one word", "translate", "a sum"],
)
def test_a_long_prompt_is_answered(text: str) -> None:
    """Where a pattern is tried again from each letter, one of these takes minutes."""
    schema = {"properties": {"email": {"type": "string"}, "host": {"format": "hostname"}}}
    form = {"type": "json_schema", "json_schema": {"name": "x", "schema": schema}}
    said = reply({"messages": user(text), "response_format": form})
    assert json.loads("".join(said.pieces)).keys() == {"email", "host"}


def test_what_nobody_foresaw_is_refused_once() -> None:
    odd = {"name": "f", "parameters": {"properties": 5}}
    with recording() as run, pytest.raises(openai.BadRequestError, match="failed: "):
        OpenAI().chat.completions.create(
            model=MODEL, messages=user("f"), tools=[{"type": "function", "function": odd}]
        )
    assert kinds(run) == ["arrived", "replied"]


def test_null_stands_for_what_is_not_given() -> None:
    function = {"name": "f", "description": None, "parameters": None}
    given = {"stop": None, "max_tokens": None, "response_format": None, "tool_choice": None}
    completion = OpenAI().chat.completions.create(
        model=MODEL, messages=user("2"), tools=[{"type": "function", "function": function}], **given
    )
    assert completion.choices[0].finish_reason == "stop"


# --- tools and structured output


@tool
def get_weather(city: str) -> str:
    """Get the weather for a city."""
    return f"It is 21 degrees in {city}."


@tool
def add(a: int, b: int) -> int:
    """Add two numbers."""
    return a + b


def test_tool_call_plain_and_streamed() -> None:
    llm = ChatOpenAI(model=MODEL).bind_tools([get_weather, add])
    plain = llm.invoke("What is the weather in New York?")
    assert plain.tool_calls[0]["name"] == "get_weather"
    assert plain.tool_calls[0]["args"] == {"city": "New York"}
    streamed = None
    for chunk in llm.stream("What is 2 + 3?"):
        streamed = chunk if streamed is None else streamed + chunk
    assert streamed.tool_calls[0]["name"] == "add"
    assert streamed.tool_calls[0]["args"] == {"a": 2, "b": 3}
    assert streamed.response_metadata["finish_reason"] == "tool_calls"
    assert llm.invoke("Hello!").tool_calls == []


def test_tool_calls_cost_tokens() -> None:
    usage = ChatOpenAI(model=MODEL).bind_tools([add]).invoke("What is 2 + 3?").usage_metadata
    assert usage is not None
    assert usage["output_tokens"] == 1 + len(pieces('{"a": 2, "b": 3}'))


def test_two_tools_at_once_and_tool_choice() -> None:
    llm = ChatOpenAI(model=MODEL)
    both = "How is the weather in Paris, and please add 4 and 5."
    assert len(llm.bind_tools([get_weather, add]).invoke(both).tool_calls) == 2
    one = llm.bind_tools([get_weather, add], parallel_tool_calls=False).invoke(both)
    assert len(one.tool_calls) == 1
    forced = llm.bind_tools([get_weather, add], tool_choice="add").invoke("Hello!")
    assert [call["name"] for call in forced.tool_calls] == ["add"]
    assert llm.bind_tools([add], tool_choice="none").invoke("Add 4 and 5").tool_calls == []
    assert llm.bind_tools([add], tool_choice="required").invoke("Hello!").tool_calls


class State(TypedDict):
    messages: Annotated[list[Any], add_messages]


def test_langgraph_agent_loop() -> None:
    llm = ChatOpenAI(model=MODEL).bind_tools([get_weather, add])

    async def think(state: State) -> dict[str, Any]:
        return {"messages": [await llm.ainvoke(state["messages"])]}

    graph = StateGraph(State)
    graph.add_node("think", think)
    graph.add_node("tools", ToolNode([get_weather, add]))
    graph.add_edge(START, "think")
    graph.add_conditional_edges("think", tools_condition, {"tools": "tools", END: END})
    graph.add_edge("tools", "think")
    agent = graph.compile()

    async def main() -> None:
        result = await agent.ainvoke({"messages": [HumanMessage("What is the weather in Oslo?")]})
        assert [message.type for message in result["messages"]] == ["human", "ai", "tool", "ai"]
        assert "21 degrees in Oslo" in result["messages"][-1].content

    asyncio.run(main())


class Mood(Enum):
    good = "good"
    bad = "bad"


class Person(BaseModel):
    name: str
    age: int
    email: str | None
    mood: Mood
    tags: list[str]


class Party(BaseModel):
    host: Person
    guests: list[Person]
    open: bool
    chance: float


@pytest.mark.parametrize("method", ["json_schema", "function_calling"])
def test_structured_output(method: str) -> None:
    llm = ChatOpenAI(model=MODEL).with_structured_output(Person, method=method)
    person = llm.invoke("Ada Lovelace is 36 years old, in a good mood: ada@example.org")
    assert isinstance(person, Person)
    assert (person.name, person.age, person.mood) == ("Ada Lovelace", 36, Mood.good)
    assert person.email == "ada@example.org"


def test_sdk_parse_of_a_nested_schema() -> None:
    completion = OpenAI().chat.completions.parse(
        model=MODEL, messages=user("Ada Lovelace gives a party."), response_format=Party
    )
    party = completion.choices[0].message.parsed
    assert party and party.host.name == "Ada Lovelace" and party.guests


def test_json_mode_is_json() -> None:
    completion = OpenAI().chat.completions.create(
        model=MODEL, messages=user("Hello!"), response_format={"type": "json_object"}
    )
    assert "Hello" in json.loads(completion.choices[0].message.content or "")["answer"]


def test_schema_limits() -> None:
    schema = {
        "type": "object",
        "properties": {
            "score": {"type": "number", "maximum": 0.5},
            "count": {"type": "integer", "exclusiveMinimum": 3},
            "word": {"type": "string", "maxLength": 4},
            "many": {"type": "array", "minItems": 5, "items": {"type": "integer"}},
            "kind": {"const": "a"},
            "tree": {"$ref": "#/$defs/tree"},
        },
        "$defs": {
            "tree": {
                "type": "object",
                "properties": {"leaves": {"type": "array", "items": {"$ref": "#/$defs/tree"}}},
            }
        },
    }
    value = fill(schema, "one 1", "Something to say.")
    assert value["score"] <= 0.5 and value["count"] > 3 and value["word"] == "Some"
    assert len(value["many"]) == 5 and value["kind"] == "a"
    assert isinstance(value["tree"]["leaves"], list)


class Node(BaseModel):
    name: str
    next: "Node | None" = None


class Sum(BaseModel):
    left: "Sum | int"
    right: "Sum | int"


@pytest.mark.parametrize("kind", [Node, Sum])
def test_a_model_that_holds_itself_ends(kind: type[BaseModel]) -> None:
    completion = OpenAI().chat.completions.parse(
        model=MODEL, messages=user("Ada Lovelace knows 3 people."), response_format=kind
    )
    assert isinstance(completion.choices[0].message.parsed, kind)


def test_a_schema_that_holds_itself_by_a_list_of_types_ends() -> None:
    node = {"type": ["object", "null"], "properties": {"next": {"$ref": "#"}}}
    assert '{"next": null}' in json.dumps(fill(node, "", ""))


class Meeting(BaseModel):
    day: date
    starts: datetime
    at: time
    key: UUID
    link: HttpUrl
    others: list[date]


def test_formats_are_taken_from_the_text_or_are_valid_at_least() -> None:
    def meeting(text: str) -> Meeting | None:
        completion = OpenAI().chat.completions.parse(
            model=MODEL, messages=user(text), response_format=Meeting
        )
        return completion.choices[0].message.parsed

    key = "12345678-1234-5678-1234-567812345678"
    found = meeting(f"On 2024-02-31, no, 2024-03-01 14:30, see https://example.com/x, id {key}")
    assert found is not None
    assert found.day == date(2024, 3, 1) and found.others == [found.day]
    assert found.starts == datetime(2024, 3, 1, 14, 30, tzinfo=UTC)
    assert found.at == time(14, 30, tzinfo=UTC)
    assert found.key == UUID(key) and str(found.link) == "https://example.com/x"
    assert meeting("Some day, not Monday") is not None


def test_an_address_of_a_schema_is_one() -> None:
    schema = {"type": "string", "format": "email"}
    assert fill(schema, "Mail ada@example.com!", "Hello") == "ada@example.com"
    assert "@" in fill(schema, "Mail Ada!", "Hello")


def test_a_pattern_that_the_text_does_not_match_is_refused() -> None:
    class Code(BaseModel):
        code: str = Field(pattern=r"^[A-Z]{2}-\d+$")

    def parse(text: str) -> Code | None:
        return (
            OpenAI()
            .chat.completions.parse(model=MODEL, messages=user(text), response_format=Code)
            .choices[0]
            .message.parsed
        )

    assert parse("The code is AB-12") == Code(code="AB-12")
    with pytest.raises(openai.BadRequestError, match="does not fill `pattern`"):
        parse("Nothing to see")


# --- LangChain


def test_langchain_sync_and_async() -> None:
    llm = ChatOpenAI(model=MODEL)
    expected = llm.invoke("What is LangGraph?").text
    assert "".join(chunk.text for chunk in llm.stream("What is LangGraph?")) == expected

    async def main() -> None:
        llm = ChatOpenAI(model=MODEL, stream_usage=True)
        assert (await llm.ainvoke("What is LangGraph?")).text == expected
        chunks = [chunk async for chunk in llm.astream("What is LangGraph?")]
        assert "".join(chunk.text for chunk in chunks) == expected
        assert any(chunk.usage_metadata for chunk in chunks)
        replies = await llm.abatch(["What is 1 + 1?", "What is 2 + 2?"])
        assert [one.text for one in replies] == ["1 + 1 = 2", "2 + 2 = 4"]

    asyncio.run(main())


def test_langchain_embeddings_with_defaults() -> None:
    texts = ["The cat sleeps on the sofa.", "A loop runs tasks.", "Größe — ünïcödé"]
    store = OpenAIEmbeddings(model="text-embedding-3-small")
    vectors = store.embed_documents(texts)
    assert vectors[2] == pytest.approx(embed(texts[2], 1536))
    assert nearest(store.embed_query("Where do cats sleep?"), vectors) == 0
    assert asyncio.run(store.aembed_query(texts[1])) == pytest.approx(vectors[1])
    assert len(OpenAIEmbeddings(model="text-embedding-3-large").embed_query("x")) == 3072


def test_counting_tokens_needs_no_network() -> None:
    assert ChatOpenAI(model=MODEL).get_num_tokens("abc") == 3


# --- embeddings


def nearest(vector: list[float], others: list[list[float]]) -> int:
    scores = [sum(a * b for a, b in zip(vector, other, strict=True)) for other in others]
    return scores.index(max(scores))


def test_embeddings_forms() -> None:
    client = OpenAI()
    create = client.embeddings.create
    name = "text-embedding-3-small"
    base64_reply = create(model=name, input="stream tokens")
    base64 = base64_reply.data[0].embedding
    floats = create(model=name, input=["x", "stream tokens"], encoding_format="float")
    assert floats.data[1].index == 1 and floats.data[1].embedding == pytest.approx(base64)
    tokens = create(model=name, input=[list(b"stream tokens"), [5000, 6000]])
    assert tokens.data[0].embedding == pytest.approx(base64)
    assert (base64_reply.usage.prompt_tokens, base64_reply.usage.total_tokens) == (2, 2)
    assert floats.usage.total_tokens == 3
    assert len(create(model=name, input="x", dimensions=64).data[0].embedding) == 64
    with pytest.raises(openai.NotFoundError):
        create(model=MODEL, input="x")
    with pytest.raises(openai.BadRequestError):
        create(model=name, input="x", dimensions=5000)


def test_embeddings_are_unit_vectors_that_share_words() -> None:
    assert sum(value * value for value in embed("some words of a text", 1536)) == pytest.approx(1)
    texts = ["Threads run blocking calls", "Streams send tokens", "Cats like fish"]
    vectors = [embed(text, 1536) for text in texts]
    assert nearest(embed("How do I stream a token?", 1536), vectors) == 1
    assert nearest(embed("my call blocks a thread", 1536), vectors) == 0


# --- gates


def test_a_held_stream_goes_piece_by_piece(model: OfflineModel) -> None:
    async def main() -> None:
        async with AsyncOpenAI() as client:
            with (
                recording() as run,
                model.gate.session(lambda call: Answer(("one", " two"))) as calls,
            ):
                asking = asyncio.create_task(
                    client.chat.completions.create(model=MODEL, messages=user("go"), stream=True)
                )
                await until(run, lambda: len(calls) == 1)
                assert calls[0].prompt == "go" and calls[0].stream and calls[0].probed
                calls[0].let(1)
                stream = aiter(await asking)
                assert (await anext(stream)).choices[0].delta.role == "assistant"
                assert (await anext(stream)).choices[0].delta.content == "one"
                assert calls[0].sent == 1 and calls[0].state == "waiting"
                calls[0].let(1)
                assert (await anext(stream)).choices[0].delta.content == " two"
                assert (await anext(stream)).choices[0].finish_reason == "stop"
                assert calls[0].state == "replied"

    asyncio.run(main())


def test_scripted_tool_call_then_text(model: OfflineModel) -> None:
    def script(call: Call) -> Answer:
        if call.body["messages"][-1]["role"] == "tool":
            return Answer(("done",))
        return Answer(tool_calls=(ToolCall("add", {"a": 40, "b": 2}),))

    with model.gate.session(script, held=False) as calls:
        llm = ChatOpenAI(model=MODEL).bind_tools([add])
        first = llm.invoke("anything")
        result = add.invoke(first.tool_calls[0])
        last = llm.invoke([HumanMessage("anything"), first, result])
    assert first.tool_calls[0]["args"] == {"a": 40, "b": 2}
    assert last.text == "done" and calls[1].prompt.endswith("42")


def test_scripted_error_with_headers(model: OfflineModel) -> None:
    answer = Answer(("slow down",), status=429, headers={"x-should-retry": "false"})
    with model.gate.session(lambda call: answer, held=False) as calls:
        with pytest.raises(openai.RateLimitError, match="slow down") as caught:
            OpenAI().chat.completions.create(model=MODEL, messages=user("Hi"), stream=True)
    assert caught.value.code == "rate_limit_exceeded"
    assert len(calls) == 1 and calls[0].state == "replied"


def test_a_break_in_mid_stream_is_an_incomplete_read(model: OfflineModel) -> None:
    answer = Answer(("one", " two"), breaks=True)
    body = {"model": MODEL, "messages": user("Hi"), "stream": True}
    with recording() as run, model.gate.session(lambda call: answer, held=False):
        got = b""
        with httpx.stream("POST", f"{model.url}/chat/completions", json=body, headers=HEADERS) as r:
            with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
                for part in r.iter_bytes():
                    got += part
    assert b'" two"' in got and b"[DONE]" not in got
    assert kinds(run) == ["arrived", "token", "token", "broke"]


def test_a_break_of_a_plain_reply_is_a_connection_error(model: OfflineModel) -> None:
    with model.gate.session(lambda call: Answer(("x",), breaks=True), held=False) as calls:
        with pytest.raises(openai.APIConnectionError):
            OpenAI(max_retries=0).chat.completions.create(model=MODEL, messages=user("Hi"))
    assert [call.state for call in calls] == ["broke"]


@pytest.mark.parametrize("stream", [False, True])
def test_a_caller_who_leaves_a_held_reply_is_noticed(model: OfflineModel, stream: bool) -> None:
    async def main() -> None:
        async with AsyncOpenAI() as client:
            with recording() as run, model.gate.session() as calls:
                asking = asyncio.create_task(
                    client.chat.completions.create(model=MODEL, messages=user("Hi"), stream=stream)
                )
                await until(run, lambda: len(calls) == 1)
                asking.cancel()
                await until(run, lambda: calls[0].state == "closed")
                assert kinds(run) == ["arrived", "closed"]

    asyncio.run(main())


def test_a_caller_who_leaves_a_stream_is_noticed(model: OfflineModel) -> None:
    async def main() -> None:
        async with AsyncOpenAI() as client:
            answer = Answer(tuple(f" {n}" for n in range(100)))
            with recording() as run, model.gate.session(lambda call: answer) as calls:
                asking = asyncio.create_task(
                    client.chat.completions.create(model=MODEL, messages=user("Hi"), stream=True)
                )
                await until(run, lambda: len(calls) == 1)
                calls[0].let(1)
                stream = await asking
                await anext(aiter(stream))
                await stream.close()
                await until(run, lambda: calls[0].state == "closed")
                assert kinds(run) == ["arrived", "token", "closed"]

    asyncio.run(main())


def test_held_embeddings(model: OfflineModel) -> None:
    async def main() -> None:
        store = OpenAIEmbeddings(model="text-embedding-3-small")
        with recording() as run, model.gate.session() as calls:
            asking = asyncio.create_task(store.aembed_documents(["one", "two"]))
            await until(run, lambda: len(calls) == 1)
            assert calls[0].prompt == "one\ntwo" and calls[0].path == "/v1/embeddings"
            calls[0].let()
            assert len(await asking) == 2

    asyncio.run(main())


def test_three_hundred_in_flight(model: OfflineModel) -> None:
    async def main() -> None:
        async with AsyncOpenAI() as client:
            with recording() as run, model.gate.session() as calls:
                asking = [
                    asyncio.create_task(
                        client.chat.completions.create(
                            model=MODEL, messages=user(f"What is {n} + 1?")
                        )
                    )
                    for n in range(300)
                ]
                await until(run, lambda: len(calls) == 300)
                assert not run.of("model", "replied")
                for call in list(calls):
                    call.let()
                replies = await asyncio.gather(*asking)
        texts = [one.choices[0].message.content for one in replies]
        assert texts == [f"{n} + 1 = {n + 1}" for n in range(300)]

    asyncio.run(main())


# --- what a lesson asks for


def test_fail_next_and_break_next(model: OfflineModel) -> None:
    client = OpenAI(max_retries=0)
    model.fail_next(times=2, status=429, retry_after=0.5)
    for _ in range(2):
        with pytest.raises(openai.RateLimitError) as caught:
            client.chat.completions.create(model=MODEL, messages=user("Hi"))
        assert caught.value.response.headers["retry-after"] == "0.5"
    model.break_next(after=2)
    got = []
    with pytest.raises(openai.APIError):
        for chunk in client.chat.completions.create(
            model=MODEL, messages=user("Hello!"), stream=True
        ):
            got.append(chunk.choices[0].delta.content)
    assert got == ["", "Hello", "!"]
    assert client.chat.completions.create(model=MODEL, messages=user("Hello!")).choices


def test_checks_know_neither_pace_nor_faults(model: OfflineModel) -> None:
    model.fail_next()
    hour = 3600
    with model.pace(latency=hour, tokens_per_second=1 / hour):
        with model.gate.session(held=False):
            client = OpenAI(max_retries=0)
            assert client.chat.completions.create(model=MODEL, messages=user("Hi")).choices
    with pytest.raises(openai.RateLimitError):
        client.chat.completions.create(model=MODEL, messages=user("Hi"))


def test_pace_takes_its_time(model: OfflineModel, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def note(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("autograder.service.sleep", note)
    create, asked = OpenAI().chat.completions.create, user("What is 1 + 1?")
    tokens = pieces("1 + 1 = 2")
    with model.pace(latency=0.5, tokens_per_second=10):
        create(model=MODEL, messages=asked)
        assert waits == [pytest.approx(0.5 + len(tokens) / 10)]
        waits.clear()
        list(create(model=MODEL, messages=asked, stream=True))
        assert waits == [0.5] + [0.1] * len(tokens)
    waits.clear()
    create(model=MODEL, messages=asked)
    assert waits == []
    model.pace(latency=0.25)
    create(model=MODEL, messages=asked)
    assert waits == [0.25]
    model.pace()
    create(model=MODEL, messages=asked)
    assert waits == [0.25]


# --- replies


def ask(text: str, system: str = "", earlier: str = "") -> str:
    messages = [
        {"role": role, "content": content}
        for role, content in (("system", system), ("user", earlier), ("user", text))
        if content
    ]
    answer = reply({"messages": messages})
    assert answer == reply({"messages": messages})
    return answer.text


@pytest.mark.parametrize(
    "text",
    ["", " ", "Hello, world!", "  two\n\nlines \t", "Grüße — ünï 😀!?", "a_b x1 --- ..", "\n"],
)
def test_pieces_make_up_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


CONTEXT = "The office opens at nine. Dogs are welcome on Fridays. Tea is free."


@pytest.mark.parametrize(
    "text, system, expected",
    [
        (
            f"Context: {CONTEXT}\n\nQuestion: When are dogs welcome?",
            "",
            "Dogs are welcome on Fridays.",
        ),
        ("When does the office open?", f"Context:\n{CONTEXT}", "The office opens at nine."),
        (f"Context: {CONTEXT}\nQuestion: Who wrote Faust?", "", "The context does not say."),
        (
            "Context: [Document(page_content='Rain falls.'), Document(page_content='Snow melts.')]"
            "\nQuestion: What about snow?",
            "",
            "Snow melts.",
        ),
        (
            f"Use only this context:\n{CONTEXT}\n\nIs tea free?",
            "",
            "Tea is free.",
        ),
        (
            f"<context>{CONTEXT}</context>\nQuestion: When may dogs come?\nAnswer:",
            "",
            "Dogs are welcome on Fridays.",
        ),
        ("Summarize in one sentence:\n\nOne thing. Another thing.", "", "One thing."),
        ("One thing. Another thing.", "Summarise the user's text.", "One thing."),
        ("Translate to French: Good morning", "", "Bonjour"),
        ("I love it", "Classify as positive, negative or neutral.", "positive"),
        ("Classify the sentiment: it is terrible", "", "negative"),
        ("Which category, one of: billing, technical, other? My invoice is wrong", "", "billing"),
        ("It is a table.", "Classify as positive, negative or neutral.", "neutral"),
        ("What is 17 * 23?", "", "17 * 23 = 391"),
        ("What is 12 plus 30 minus 2?", "", "12 + 30 - 2 = 40"),
        ("What is (2 + 3) / 2?", "", "(2 + 3) / 2 = 2.5"),
        ("Write a draft.\nNotes:\n- Streams flow.\n- Users read.", "", "Streams flow. Users read."),
    ],
)
def test_replies_answer_from_the_prompt(text: str, system: str, expected: str) -> None:
    assert ask(text, system) == expected


def test_replies_from_the_conversation_and_from_the_facts() -> None:
    assert ask("What is my name?", earlier="My name is Ada.") == "You told me: My name is Ada."
    assert "piece by piece" in ask("How does streaming work?")
    assert ask("What is asyncio?", "You are an optimist.").startswith("As the optimist: ")
    assert "boat" in ask("Should we buy a boat?")
    assert ask("Research tea. Give three notes.").count("\n- ") == 2


@pytest.mark.parametrize(
    "text", ["What happened on 2024-05-13?", "1 / 0", "((((", "2 +" * 5000, "Call 555-1234-99 now"]
)
def test_what_is_no_sum_gets_words(text: str) -> None:
    assert " = " not in ask(text)


# --- the process


def in_a_new_process(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_one_a_process_started_by_whoever_comes_first() -> None:
    found: list[OfflineModel] = []
    threads = [threading.Thread(target=lambda: found.append(offline_model.get())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1


def test_it_ends_with_its_process_without_a_word() -> None:
    code = """
import threading, httpx, time
from autograder import offline_model
model = offline_model.get()
headers = {"authorization": "Bearer offline"}
body = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}], "stream": True}
def ask():
    httpx.post(model.url + "/chat/completions", json=body, headers=headers, timeout=None)
model.break_next()
try:
    ask()
except httpx.RemoteProtocolError:
    print("broken off")
held = model.gate.session()
calls = held.__enter__()
arrived = threading.Event()
for _ in range(5):
    threading.Thread(target=ask, daemon=True).start()
while len(calls) < 5:
    arrived.wait(0.001)
calls[0].let(1)
print("held", len(calls))
"""
    ended = in_a_new_process(code)
    assert (ended.stdout, ended.stderr, ended.returncode) == ("broken off\nheld 5\n", "", 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_fork_gets_a_model_of_its_own_and_holds_none_of_the_parents_connections() -> None:
    code = """
import os, threading, time, warnings
import httpx
from autograder import offline_model
from autograder.gates import Answer
warnings.simplefilter("ignore", DeprecationWarning)  # a fork beside threads, since Python 3.12
parent = offline_model.get()
chat = parent.url + "/chat/completions"
body = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}], "stream": True}
headers = {"authorization": "Bearer offline"}
with httpx.Client(headers=headers) as client:
    client.get(parent.url + "/models")  # opens the connection that the child gets a copy of
    end, told = os.pipe()
    child = os.fork()
    if not child:
        own = offline_model.get()
        good = own is not parent and own.url != parent.url
        good = good and httpx.get(own.url + "/models", headers=headers).status_code == 200
        os.read(end, 1)
        os._exit(0 if good else 1)
    with parent.gate.session(lambda call: Answer(("x",), breaks=True), held=False):
        try:
            client.post(chat, json=body)
        except httpx.RemoteProtocolError:
            print("broken off")
    client.get(parent.url + "/models")
    second = os.fork()
    if not second:
        os.read(end, 1)
        os._exit(0)
    with parent.gate.session(lambda call: Answer(("x", "y"))) as calls:
        def let_one():
            while not calls:
                time.sleep(0.001)
            calls[0].let(1)
        threading.Thread(target=let_one).start()
        with client.stream("POST", chat, json=body):
            pass
        while calls[0].state == "waiting":
            time.sleep(0.001)
        print(calls[0].state)
os.write(told, b"xx")
print(os.waitpid(child, 0)[1], os.waitpid(second, 0)[1])
"""
    ended = in_a_new_process(code)
    assert (ended.stdout, ended.stderr) == ("broken off\nclosed\n0 0\n", "")


def test_a_second_process_takes_a_port_of_its_own() -> None:
    code = "from autograder import offline_model; print(offline_model.get().url)"
    assert in_a_new_process(code).stdout.strip() != offline_model.get().url
