"""Which of the offered tools the model calls, and with what."""

import re
from typing import Any

from autograder.gates import ToolCall
from autograder.offline_model.prompt import Prompt, spoken
from autograder.offline_model.schemas import fill
from autograder.offline_model.words import shared, terms

Function = dict[str, Any]


def tool_calls(body: dict[str, Any], prompt: Prompt) -> tuple[ToolCall, ...]:
    """The calls the model asks for; none when it would rather answer."""
    offered = [tool["function"] for tool in body.get("tools") or [] if "function" in tool]
    choice = body.get("tool_choice") or "auto"
    if not offered or choice == "none":
        return ()
    if isinstance(choice, dict):
        name = choice["function"]["name"]
        chosen = [one for one in offered if one["name"] == name]
    elif choice == "required":
        chosen = wanted(offered, prompt) or offered[:1]
    elif [one["role"] for one in spoken(body["messages"])][-1:] == ["user"]:
        chosen = wanted(offered, prompt)
    else:
        chosen = []
    if body.get("parallel_tool_calls") is False:
        chosen = chosen[:1]
    return tuple(call_of(one, prompt) for one in chosen)


def wanted(offered: list[Function], prompt: Prompt) -> list[Function]:
    """The tools that the question names, else the one whose description fits it best."""
    asked = set(terms(prompt.question))
    named = [one for one in offered if shared(split_name(one["name"]), asked)]
    if named:
        return named
    described = [one for one in offered if shared(one.get("description") or "", asked)]
    if described:
        best = max(described, key=lambda one: shared(one.get("description") or "", asked))
        return [best]
    if re.search(r"\d", prompt.question):
        return [one for one in offered if takes_numbers(one)][:1]
    return []


def split_name(name: str) -> str:
    """The words of a function's name: "getWeather" and "get_weather" alike."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).replace("-", "_")


def takes_numbers(function: Function) -> bool:
    """Whether the tool calculates, judging by its parameters."""
    parameters = (function.get("parameters") or {}).get("properties", {})
    kinds = [one.get("type") for one in parameters.values()]
    return "expression" in parameters or (bool(kinds) and set(kinds) <= {"number", "integer"})


def call_of(function: Function, prompt: Prompt) -> ToolCall:
    parameters = function.get("parameters") or {"type": "object", "properties": {}}
    return ToolCall(function["name"], fill(parameters, prompt.question, prompt.question))
