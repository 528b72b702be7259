"""The decision tree: every leaf by a run, its drawing, and its widget."""

import asyncio
from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path

import nbformat
import pytest
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from langchain_openai import ChatOpenAI
from langchain_openai.chat_models import _client_utils as langchain_clients
from openai import AsyncOpenAI, OpenAI

from autograder import decision, provider
from autograder.blocking_service import Archive
from autograder.decision import Choice, Endpoint, Leaf, Question, decide, every_endpoint, leaf_for
from autograder.decision_widget import DecisionTree
from autograder.heavy import embed
from autograder.judge import THREADS, Task, judge
from autograder.probes.loop_free import answered
from autograder.probes.overlap import overlap
from autograder.run import Run
from autograder.verdict import Verdict

ROOT = Path(__file__).parent.parent
CROWD = THREADS + 4  # more users than there are threads for `def` endpoints

ALONE = [Endpoint(**{name: True}) for name in Endpoint.__dataclass_fields__]
AWAITED, HOLDING = ALONE[:2], ALONE[2:]
MIXED = [
    Endpoint(**dict.fromkeys([*one.facts, *other.facts], True))
    for one in AWAITED
    for other in HOLDING
]


@pytest.fixture(scope="module")
def loop():
    provider.use_offline()
    # LangChain keeps one HTTP client for all models, and a client is of use to one loop only.
    langchain_clients._cached_async_httpx_client.cache_clear()
    with asyncio.Runner() as runner:
        yield runner


def build(endpoint: Endpoint, choice: Choice) -> FastAPI:
    """An app whose `GET /work` does what `endpoint` says, written as `choice` says."""
    app = FastAPI()
    model, sync_model, llm = AsyncOpenAI(), OpenAI(), ChatOpenAI(model="gpt-4o-mini")
    archive = Archive()
    ask = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "hello"}]}
    awaited: list[Callable[[], Awaitable[object]]] = []
    waiting: list[Callable[[], object]] = []
    holding: list[Callable[[], object]] = []
    if endpoint.calls_ai_api:
        awaited.append(lambda: model.chat.completions.create(**ask))
        waiting.append(lambda: sync_model.chat.completions.create(**ask))
    if endpoint.uses_langchain:
        awaited.append(lambda: llm.ainvoke("hello"))
        waiting.append(lambda: llm.invoke("hello"))
    if endpoint.blocking:
        holding.append(lambda: archive.process("text"))
    if endpoint.cpu_heavy:
        holding.append(lambda: embed("text"))
    if endpoint.unknown:  # it turns out to block
        holding.append(lambda: archive.lookup("threads"))

    if choice is Choice.DEF:

        @app.get("/work")
        def work() -> None:
            for call in (*holding, *waiting):
                call()

    elif choice is Choice.ASYNC:

        @app.get("/work")
        async def work() -> None:
            for call in holding:
                call()
            for call in awaited:
                await call()

    else:

        @app.get("/work")
        async def work() -> None:
            for call in holding:
                await run_in_threadpool(call)
            for call in awaited:
                await call()

    @app.get("/other")
    async def other() -> None: ...

    return app


async def holds_nobody_up(run: Run) -> None:
    """While what cannot be awaited is at work, another endpoint answers."""
    with run.service() as calls:
        user = run.get("/work")
        await overlap(run, [user], calls, count=1, of="the service")
        await answered(run, run.get("/other"), while_held=user)


async def serves_a_crowd(run: Run) -> None:
    """More users than there are threads are at the model together."""
    with run.service(held=False), run.model() as calls:
        users = [run.get("/work") for _ in range(CROWD)]
        await overlap(run, users, calls, count=CROWD)


def verdict(runner: asyncio.Runner, endpoint: Endpoint, choice: Choice, check: Callable) -> Verdict:
    async def work() -> Verdict:
        return await judge(Task("tree", "app", "app", check, "06"), build(endpoint, choice), 1)

    return runner.run(work())


def names(endpoint: Endpoint) -> str:
    return "+".join(endpoint.facts) or "nothing"


@pytest.mark.parametrize("endpoint", [*HOLDING, *MIXED], ids=names)
def test_what_cannot_be_awaited_needs_a_thread(endpoint: Endpoint, loop) -> None:
    assert verdict(loop, endpoint, decide(endpoint), holds_nobody_up).passed
    wrong = verdict(loop, endpoint, Choice.ASYNC, holds_nobody_up)
    assert wrong.reason in ("loop-held", "loop-busy"), wrong.headline


@pytest.mark.parametrize("endpoint", AWAITED, ids=names)
def test_what_can_be_awaited_needs_none(endpoint: Endpoint, loop) -> None:
    assert verdict(loop, endpoint, decide(endpoint), serves_a_crowd).passed
    wrong = verdict(loop, endpoint, Choice.DEF, serves_a_crowd)
    assert wrong.reason == "one-by-one"
    assert f"only {THREADS} of {CROWD}" in wrong.headline


def test_a_mixture_frees_its_thread_for_the_model(loop) -> None:
    endpoint = Endpoint(calls_ai_api=True, blocking=True)
    assert verdict(loop, endpoint, decide(endpoint), serves_a_crowd).passed
    assert verdict(loop, endpoint, Choice.DEF, serves_a_crowd).reason == "one-by-one"


@pytest.mark.parametrize("choice", Choice)
def test_what_answers_at_once_may_be_written_either_way(choice: Choice, loop) -> None:
    async def answers(run: Run) -> None:
        await run.finish(run.get("/work"))

    assert verdict(loop, Endpoint(), choice, answers).passed


def test_every_leaf_is_proven_above() -> None:
    proven = {id(leaf_for(endpoint)) for endpoint in [*ALONE, *MIXED, Endpoint()]}
    assert proven == {id(leaf) for leaf in leaves()}


def test_every_combination_leads_to_a_leaf() -> None:
    endpoints = list(every_endpoint())
    assert len(set(endpoints)) == 2 ** len(ALONE)
    assert [len(each.facts) for each in endpoints] == sorted(len(each.facts) for each in endpoints)
    assert {decide(each) for each in endpoints} == set(Choice)


def test_the_lesson_draws_this_tree() -> None:
    lesson = nbformat.read(ROOT / "notebooks" / "06_decision_tree.ipynb", as_version=4)
    drawn = [cell.source for cell in lesson.cells if "```mermaid" in cell.source]
    assert any(f"```mermaid\n{decision.mermaid()}\n```" in source for source in drawn)


def test_leaves_name_lessons_that_exist() -> None:
    for leaf in leaves():
        assert (ROOT / "notebooks" / f"{leaf.lesson}.ipynb").is_file(), leaf.lesson


@pytest.mark.parametrize("endpoint", list(every_endpoint()), ids=names)
def test_clicking_leads_where_the_tree_leads(endpoint: Endpoint) -> None:
    tree = DecisionTree()
    while isinstance(tree.node, Question):
        assert escape(tree.node.text) in tree.text.value
        button = tree.yes if getattr(endpoint, tree.node.fact) else tree.no
        button.click()
    leaf = leaf_for(endpoint)
    for told in (leaf.choice, leaf.reason, leaf.lesson):
        assert escape(told) in tree.text.value
    assert [tree.yes.layout.display, tree.no.layout.display] == ["none", "none"]


def test_start_again_asks_the_first_question() -> None:
    tree = DecisionTree()
    for _ in range(2):
        tree.yes.click()
    assert isinstance(tree.node, Leaf)
    tree.again.click()
    fresh = DecisionTree()
    assert tree.text.value == fresh.text.value
    assert [tree.yes.layout.display, tree.no.layout.display] == ["", ""]
    tree.no.click()
    assert tree.node is decision.TREE.no


def test_every_button_says_what_it_does() -> None:
    tree = DecisionTree()
    for button in (tree.yes, tree.no, tree.again):
        assert button.description
        assert button.tooltip
    assert 'role="status"' in tree.text.value


def leaves() -> list[Leaf]:
    todo: list[Question | Leaf] = [decision.TREE]
    found: dict[int, Leaf] = {}
    while todo:
        node = todo.pop()
        if isinstance(node, Leaf):
            found[id(node)] = node
        else:
            todo += [node.yes, node.no]
    return list(found.values())
