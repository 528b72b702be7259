"""The decision tree: from a few facts about an endpoint to the form to write it in.

    >>> decide(Endpoint(calls_ai_api=True, cpu_heavy=True)).value
    'async def, and a thread for the rest'

`decide` walks `TREE`; so do the drawing (`mermaid`) and the widget in `decision_widget`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import combinations


class Choice(StrEnum):
    """A form to write an endpoint in."""

    ASYNC = "async def, every call awaited"
    ASYNC_AND_THREAD = "async def, and a thread for the rest"
    DEF = "def"


@dataclass(frozen=True)
class Endpoint:
    """What an endpoint does while a request is in it; any of these may be true at once."""

    calls_ai_api: bool = False  # through a client that can be awaited, such as AsyncOpenAI
    uses_langchain: bool = False  # or LangGraph: what has ainvoke and astream
    blocking: bool = False  # a library without await: sqlite3, requests, files
    cpu_heavy: bool = False  # computes by itself: embeddings, parsing, large transformations
    unknown: bool = False  # calls a library of which you do not know whether it blocks

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts that are true of it."""
        return tuple(each.name for each in fields(self) if getattr(self, each.name))


@dataclass(frozen=True)
class Leaf:
    """Where the tree ends: the form, why it is this one, and the lesson that proves it."""

    choice: Choice
    reason: str
    lesson: str  # the name of its notebook
    either: str = ""  # what to say in place of `choice` where another form is as right

    @property
    def form(self) -> str:
        """The form in words."""
        return self.either or self.choice


@dataclass(frozen=True)
class Question:
    """A fork of the tree: is `fact` true of the endpoint?"""

    fact: str
    text: str
    yes: "Question | Leaf"
    no: "Question | Leaf"

    def answered(self, yes: bool) -> "Question | Leaf":
        """What follows an answer."""
        return self.yes if yes else self.no


def _cannot_be_awaited(
    also: str, blocking: Leaf, cpu_heavy: Leaf, unknown: Leaf, nothing: Leaf
) -> Question:
    """The questions about what holds its thread, each with the leaf for a yes."""
    return Question(
        "blocking",
        f"Does it {also}call a library without await (sqlite3, requests, files)?",
        yes=blocking,
        no=Question(
            "cpu_heavy",
            f"Does it {also}do heavy CPU work (embeddings, large data)?",
            yes=cpu_heavy,
            no=Question(
                "unknown",
                f"Does it {also}call a library that you do not know?",
                yes=unknown,
                no=nothing,
            ),
        ),
    )


# The notes' tree stops at its first yes. A mixture needs the other questions as well.
_AWAITS = _cannot_be_awaited(
    "also ",
    blocking=Leaf(
        Choice.ASYNC_AND_THREAD,
        "Await what can be awaited, and hand the blocking call to a thread with "
        "run_in_threadpool. Called right here, it would hold the loop for everybody.",
        "03_rule_2_blocking_libraries",
    ),
    cpu_heavy=Leaf(
        Choice.ASYNC_AND_THREAD,
        "Await the model, and take the computing off the loop: a thread keeps the others "
        "served, a process pool makes it faster as well.",
        "09_mixed_operations",
    ),
    unknown=Leaf(
        Choice.ASYNC_AND_THREAD,
        "It may block, so treat it as if it did: in a thread it holds up nobody but its own "
        "request.",
        "04_rule_3_when_in_doubt",
    ),
    nothing=Leaf(
        Choice.ASYNC,
        "Everything that waits can be awaited, so one thread serves all users while the model "
        "thinks.",
        "02_rule_1_async_libraries",
    ),
)

_NOTHING_TO_AWAIT = _cannot_be_awaited(
    "",
    blocking=Leaf(
        Choice.DEF,
        "FastAPI runs a def endpoint in a thread, where it may wait as long as it likes.",
        "03_rule_2_blocking_libraries",
    ),
    cpu_heavy=Leaf(
        Choice.DEF,
        "In a thread it keeps the loop free for others. It gets no faster there: for that, use "
        "a process pool.",
        "10_performance",
    ),
    unknown=Leaf(
        Choice.DEF,
        "The safe default: if the library waits or computes, it does so in a thread.",
        "04_rule_3_when_in_doubt",
    ),
    nothing=Leaf(
        Choice.DEF,
        "Nothing in it blocks or computes, so either form is right; async def saves the thread.",
        "11_common_mistakes",
        either="def, or async def: it answers at once",
    ),
)

TREE = Question(
    "calls_ai_api",
    "Does your endpoint call an AI API (OpenAI, Anthropic, …)?",
    yes=_AWAITS,
    no=Question(
        "uses_langchain",
        "Does it use LangChain or LangGraph?",
        yes=_AWAITS,
        no=_NOTHING_TO_AWAIT,
    ),
)


def decide(endpoint: Endpoint) -> Choice:
    """The form to write `endpoint` in."""
    return leaf_for(endpoint).choice


def leaf_for(endpoint: Endpoint) -> Leaf:
    """Where the tree's questions lead for `endpoint`."""
    node: Question | Leaf = TREE
    while isinstance(node, Question):
        node = node.answered(getattr(endpoint, node.fact))
    return node


def every_endpoint() -> Iterator[Endpoint]:
    """Every combination of facts, those with the fewest first."""
    names = [each.name for each in fields(Endpoint)]
    for count in range(len(names) + 1):
        for true in combinations(names, count):
            yield Endpoint(**dict.fromkeys(true, True))


def mermaid() -> str:
    """The tree as a mermaid flowchart, each question and each leaf once."""
    lines = [
        "flowchart TD",
        "    accTitle: How to write an endpoint",
        "    accDescr: Questions about what an endpoint does, ending in the form to write it in",
    ]
    names: dict[int, str] = {}

    def draw(node: Question | Leaf) -> str:
        if id(node) in names:
            return names[id(node)]
        name = names[id(node)] = f"n{len(names)}"
        if isinstance(node, Leaf):
            lines.append(f'    {name}(["<b>{node.form}</b><br/>lesson {node.lesson[:2]}"])')
            return name
        lines.append(f'    {name}["{node.text}"]')
        for label, follows in (("yes", node.yes), ("no", node.no)):
            lines.append(f"    {name} -- {label} --> {draw(follows)}")
        return name

    draw(TREE)
    return "\n".join(lines)
