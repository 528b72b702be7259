"""Which requests the model refuses at once, as OpenAI does, with the parameter that is wrong."""

import re
from typing import Any, TypeVar

from autograder.offline_model.protocol import EMBEDDING_MODELS, Refusal

CHAT_MODEL = re.compile(r"(gpt|chatgpt|o\d)(-|$)")
MOST_STOPS = 4
KINDS: dict[type, str] = {
    dict: "an object",
    list: "an array",
    str: "a string",
    int: "an integer",
}

Kind = TypeVar("Kind", dict[str, Any], list[Any], str, int)


def check_chat(body: dict[str, Any]) -> None:
    """Raise `Refusal` for a chat request that OpenAI would not serve either."""
    name = body.get("model")
    if not isinstance(name, str):
        raise Refusal(400, "You must provide a model parameter.")
    if not CHAT_MODEL.match(name):
        raise unknown_model(name)
    messages = body.get("messages")
    if not isinstance(messages, list) or not all(is_message(one) for one in messages):
        raise Refusal(400, "'messages' is not a list of messages.", param="messages")
    if not messages:
        raise Refusal(400, "[] is too short - 'messages'", param="messages")
    if body.get("n") not in (None, 1):
        raise Refusal(400, "The offline model gives one choice: 'n' must be 1.", param="n")
    check_limit(body, "max_tokens")
    check_limit(body, "max_completion_tokens")
    check_stop(body.get("stop"))
    if body.get("stream_options") is not None:
        typed(body["stream_options"], dict, "stream_options")
    check_response_format(body.get("response_format"))
    check_tool_choice(body.get("tool_choice"), names_of_tools(body.get("tools")))


def is_message(message: Any) -> bool:
    """Whether `message` has a role, and a text, parts or nothing as its content."""
    if not isinstance(message, dict) or not isinstance(message.get("role"), str):
        return False
    content = message.get("content")
    if isinstance(content, list):
        return all(is_part(part) for part in content)
    return content is None or isinstance(content, str)


def is_part(part: Any) -> bool:
    if not isinstance(part, dict) or not isinstance(part.get("type"), str):
        return False
    return part["type"] != "text" or isinstance(part.get("text"), str)


def check_limit(body: dict[str, Any], param: str) -> None:
    if body.get(param) is not None and typed(body[param], int, param) < 1:
        message = f"Invalid '{param}': integer below minimum value. Expected a value >= 1."
        raise Refusal(400, message, param=param)


def check_stop(stop: Any) -> None:
    if stop is None:
        return
    marks = [stop] if isinstance(stop, str) else typed(stop, list, "stop")
    if len(marks) > MOST_STOPS:
        raise Refusal(400, f"Invalid 'stop': more than {MOST_STOPS} sequences.", param="stop")
    for mark in marks:
        if not typed(mark, str, "stop"):
            raise Refusal(400, "Invalid 'stop': a sequence is empty.", param="stop")


def check_response_format(given: Any) -> None:
    if given is None:
        return
    kind = required(typed(given, dict, "response_format"), "type", str, "response_format")
    if kind == "json_schema":
        wanted = required(given, "json_schema", dict, "response_format")
        required(wanted, "name", str, "response_format.json_schema")
        required(wanted, "schema", dict, "response_format.json_schema")
    elif kind not in ("text", "json_object"):
        raise unsupported(kind, "response_format.type", "'text', 'json_object', 'json_schema'")


def names_of_tools(given: Any) -> list[str]:
    """The names of the functions among the tools; raises `Refusal` for what is no tool."""
    names = []
    for number, tool in enumerate([] if given is None else typed(given, list, "tools")):
        where = f"tools[{number}]"
        kind = required(typed(tool, dict, where), "type", str, where)
        if kind == "function":
            function = required(tool, "function", dict, where)
            names.append(required(function, "name", str, f"{where}.function"))
        elif kind != "custom":  # which the model leaves alone
            raise unsupported(kind, f"{where}.type", "'function', 'custom'")
    return names


def check_tool_choice(choice: Any, names: list[str]) -> None:
    if choice in (None, "none", "auto", "required"):
        return
    if isinstance(choice, str):
        raise unsupported(choice, "tool_choice", "'none', 'auto', 'required'")
    kind = required(typed(choice, dict, "tool_choice"), "type", str, "tool_choice")
    if kind != "function":
        raise unsupported(kind, "tool_choice.type", "'function'")
    function = required(choice, "function", dict, "tool_choice")
    name = required(function, "name", str, "tool_choice.function")
    if name not in names:
        message = f"Tool choice '{name}' not found in 'tools' parameter."
        raise Refusal(400, message, param="tool_choice")


def required(owner: dict[str, Any], key: str, kind: type[Kind], where: str) -> Kind:
    """What stands under `key` in the `owner` at `where`; raises `Refusal` unless it is a `kind`."""
    param = f"{where}.{key}"
    if owner.get(key) is None:
        message = f"Missing required parameter: '{param}'."
        raise Refusal(400, message, param=param, code="missing_required_parameter")
    return typed(owner[key], kind, param)


def typed(value: Any, kind: type[Kind], param: str) -> Kind:
    """`value`; raises `Refusal` unless it is a `kind`. True and False are no numbers."""
    if not isinstance(value, kind) or isinstance(value, bool):
        message = f"Invalid type for '{param}': expected {KINDS[kind]}."
        raise Refusal(400, message, param=param, code="invalid_type")
    return value


def unsupported(value: str, param: str, supported: str) -> Refusal:
    message = f"Invalid value: '{value}'. Supported values are: {supported}."
    return Refusal(400, message, param=param, code="invalid_value")


def unknown_model(name: str) -> Refusal:
    message = f"The model `{name}` does not exist or you do not have access to it."
    return Refusal(404, message, param="model")


def vector_size(body: dict[str, Any]) -> int:
    """How many numbers the caller's embeddings have; raises `Refusal` if there are none such."""
    name = body.get("model")
    if not isinstance(name, str):
        raise Refusal(400, "You must provide a model parameter.")
    if name not in EMBEDDING_MODELS:
        raise unknown_model(name)
    largest = EMBEDDING_MODELS[name]
    size = body.get("dimensions") or largest
    if not isinstance(size, int) or not 0 < size <= largest:
        raise Refusal(400, f"'dimensions' is not in 1 to {largest}.", param="dimensions")
    return size


def embedding_texts(given: Any) -> list[str]:
    """The texts to embed: given as a string, as tokens, or as a list of either.

    Raises `Refusal` for anything else.
    """
    if given == []:
        raise Refusal(400, "Invalid 'input': input cannot be an empty array.", param="input")
    if isinstance(given, str) or are_tokens(given):
        given = [given]
    if not isinstance(given, list) or not all(isinstance(g, str) or are_tokens(g) for g in given):
        raise Refusal(400, "'input' is not a text, nor tokens, nor a list of these.", param="input")
    return [one if isinstance(one, str) else text_of_tokens(one) for one in given]


def are_tokens(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(one, int) and one >= 0 for one in given)


def text_of_tokens(tokens: list[int]) -> str:
    """The text behind byte tokens; other tokens stand for a word each."""
    if max(tokens, default=0) < 256:
        return bytes(tokens).decode(errors="replace")
    return " ".join(map(str, tokens))
