"""A chat request read for its meaning: who asks what, and from which context."""

import re
from dataclasses import dataclass
from typing import Any

CONTEXT = re.compile(
    r"(?:^[ \t]*(?:#+ *)?(?:the )?|\b(?:this|these|the|following|only) )"
    r"(?:context|sources?|documents?|docs|notes|background|records?)\b[^:\n]{0,30}:\s*",
    re.I | re.M,
)
TAGGED = re.compile(r"<(context|documents?|sources|notes)>(.*?)</\1>", re.I | re.S)
LAST_QUESTION = re.compile(r"\n[^\n]*\?\s*\Z")
ANSWER = re.compile(r"\n[ \t]*(?:answer|reply)[ \t]*:\s*\Z", re.I)
QUESTION = re.compile(r"^[ \t]*(?:#+ *)?(?:question|query|task|request|q)\s*:\s*", re.I | re.M)
INSTRUCTING = ("system", "developer")
PAGE = re.compile(r"page_content=(['\"])(.*?)(?<!\\)\1", re.S)


@dataclass(frozen=True)
class Prompt:
    """The parts of a conversation that a reply is made from; "" for what is not there."""

    system: str
    earlier: str
    user: str
    context: str
    question: str
    tool_results: tuple[str, ...]


def read(messages: list[dict[str, Any]]) -> Prompt:
    """The prompt in OpenAI's `messages`."""
    system = "\n".join(text_of(one) for one in messages if one["role"] in INSTRUCTING)
    asked = [text_of(one) for one in messages if one["role"] == "user"]
    user = asked[-1] if asked else ""
    context, rest = split_context(user)
    if not context:
        context, _ = split_context(system)
    return Prompt(
        system=system,
        earlier="\n".join(asked[:-1]),
        user=user,
        context=context,
        question=question_in(rest) or user,
        tool_results=tool_results(spoken(messages)),
    )


def text_of(message: dict[str, Any]) -> str:
    """A message's text, whether its content is a string or a list of parts."""
    content = message.get("content") or ""
    if isinstance(content, str):
        return content
    return "\n".join(part.get("text") or "" for part in content if part.get("type") == "text")


def split_context(text: str) -> tuple[str, str]:
    """The context that `text` brings along, and `text` without it."""
    if tagged := TAGGED.search(text):
        return tagged[2].strip(), TAGGED.sub("", text).strip()
    start = CONTEXT.search(text)
    if start is None:
        return "", text
    asked = QUESTION.search(text, start.end()) or LAST_QUESTION.search(text, start.end())
    end = asked.start() if asked else len(text)
    context = text[start.end() : end]
    if pages := PAGE.findall(context):  # LangChain documents, printed as they are
        context = "\n".join(page for _, page in pages)
    return context.strip(), f"{text[: start.start()]}\n{text[end:]}".strip()


def question_in(text: str) -> str:
    """What is asked: what follows "Question:", else the last line that asks, else all."""
    text = ANSWER.sub("", text)
    if labelled := QUESTION.search(text):
        return text[labelled.end() :].strip()
    asking = [line.strip() for line in text.splitlines() if line.rstrip().endswith("?")]
    return asking[-1] if asking else text.strip()


def spoken(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages that are no instructions, which may stand anywhere."""
    return [message for message in messages if message["role"] not in INSTRUCTING]


def tool_results(messages: list[dict[str, Any]]) -> tuple[str, ...]:
    """What the tools brought, when the conversation ends with their messages."""
    results: list[str] = []
    for message in reversed(messages):
        if message["role"] != "tool":
            break
        results.insert(0, text_of(message))
    return tuple(results)
