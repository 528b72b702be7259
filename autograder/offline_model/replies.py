"""The offline model's own answer to a chat request: a tool call, JSON, or plain text."""

import json
from typing import Any

from autograder.gates import Answer
from autograder.offline_model import rules
from autograder.offline_model.prompt import Prompt, read
from autograder.offline_model.schemas import fill
from autograder.offline_model.tools import tool_calls
from autograder.offline_model.words import pieces


def reply(body: dict[str, Any]) -> Answer:
    """The answer to the chat request `body`; the same to the same request."""
    prompt = read(body["messages"])
    if calls := tool_calls(body, prompt):
        return Answer(tool_calls=calls)
    text = formatted(body.get("response_format") or {}, prompt, rules.answer(prompt))
    return Answer(tuple(pieces(cut(text, body.get("stop")))))


def formatted(response_format: dict[str, Any], prompt: Prompt, text: str) -> str:
    """`text` in the form that the request asks for."""
    match response_format.get("type"):
        case "json_schema":
            schema = response_format["json_schema"]["schema"]
            facts = "\n".join((*prompt.tool_results, prompt.user))
            return json.dumps(fill(schema, facts, text))
        case "json_object":
            return json.dumps({"answer": text})
    return text


def cut(text: str, stop: str | list[str] | None) -> str:
    """`text` up to the first of the `stop` strings."""
    for mark in [stop] if isinstance(stop, str) else stop or []:
        text = text.partition(mark)[0]
    return text
