"""Which parameters the model refuses at once, as OpenAI does, and by which name."""

import re
from typing import Any, TypeVar

from autograder.offline_model.protocol import EMBEDDING_MODELS, Refusal

OF_ONE_SIZE = "text-embedding-ada-002"
CHAT_MODEL = re.compile(r"(gpt|chatgpt|o\d)(-|$)")
MOST_STOPS = 4
MOST_TEXTS = 2048
RANGES = {
    "temperature": (0.0, 2.0),
    "top_p": (0.0, 1.0),
    "presence_penalty": (-2.0, 2.0),
    "frequency_penalty": (-2.0, 2.0),
}
KINDS: dict[type, str] = {
    dict: "an object",
    list: "an array",
    str: "a string",
    int: "an integer",
}

Kind = TypeVar("Kind", dict[str, Any], list[Any], str, int)


def check_chat(body: dict[str, Any]) -> None:
    """Raise `Refusal` for a chat request, its messages aside, that cannot be served as it is."""
    name = body.get("model")
    if not isinstance(name, str):
        raise Refusal(400, "You must provide a model parameter.")
    if not CHAT_MODEL.match(name):
        raise unknown_model(name)
    check_unserved(body)
    check_limit(body, "max_tokens")
    check_limit(body, "max_completion_tokens")
    for param, (least, most) in RANGES.items():
        check_range(body, param, least, most)
    check_stop(body.get("stop"))
    check_stream(body)
    check_response_format(body.get("response_format"))
    check_tools(body)


def check_unserved(body: dict[str, Any]) -> None:
    """Raise `Refusal` for what the offline model would otherwise leave out without a word."""
    if body.get("n") not in (None, 1):
        raise Refusal(400, "The offline model gives one choice: 'n' must be 1.", param="n")
    for param in ("logprobs", "top_logprobs"):
        if body.get(param):
            raise Refusal(400, f"The offline model gives no '{param}'.", param=param)
    for param in ("functions", "function_call"):
        if body.get(param) is not None:
            raise Refusal(400, f"The offline model takes 'tools', not '{param}'.", param=param)
    if "audio" in (body.get("modalities") or ()):
        raise Refusal(400, "The offline model answers in text only.", param="modalities")


def check_stream(body: dict[str, Any]) -> None:
    stream, options = body.get("stream"), body.get("stream_options")
    if stream not in (None, True, False):
        raise Refusal(400, "'stream' is neither true nor false.", param="stream")
    if options is not None:
        typed(options, dict, "stream_options")
        if not stream:
            message = "'stream_options' is only allowed when 'stream' is true."
            raise Refusal(400, message, param="stream_options")


def check_range(body: dict[str, Any], param: str, least: float, most: float) -> None:
    value = body.get(param)
    if value is None:
        return
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise mistyped(param, "a number")
    if not least <= value <= most:
        message = f"Invalid '{param}': expected a number from {least:g} to {most:g}."
        raise Refusal(400, message, param=param)


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
        schema = required(wanted, "schema", dict, "response_format.json_schema")
        if wanted.get("strict"):
            check_strict(schema, "response_format.json_schema.schema")
    elif kind not in ("text", "json_object"):
        raise unsupported(kind, "response_format.type", "'text', 'json_object', 'json_schema'")


def check_strict(schema: Any, where: str) -> None:
    """Raise `Refusal` for an object in a strict schema that leaves open what it holds."""
    if not isinstance(schema, dict):
        return
    properties = schema.get("properties") or {}
    if properties or "object" in (schema.get("type") or ""):
        if schema.get("additionalProperties") is not False:
            message = "'additionalProperties' must be there, and false, in a strict schema"
            raise Refusal(400, f"{message}: {where} is without.", param=where)
        if left_out := set(properties).difference(schema.get("required") or ()):
            message = "'required' must name every property in a strict schema"
            raise Refusal(400, f"{message}: {where} leaves out {sorted(left_out)}.", param=where)
    parts = {f"properties.{name}": part for name, part in properties.items()}
    parts |= {f"$defs.{name}": part for name, part in (schema.get("$defs") or {}).items()}
    parts |= {f"anyOf[{number}]": part for number, part in enumerate(schema.get("anyOf") or ())}
    for name, part in (parts | {"items": schema.get("items")}).items():
        check_strict(part, f"{where}.{name}")


def check_tools(body: dict[str, Any]) -> None:
    tools, choice = body.get("tools"), body.get("tool_choice")
    if tools is None:
        for param in ("tool_choice", "parallel_tool_calls"):
            if body.get(param) not in (None, "none"):
                message = f"'{param}' is only allowed when 'tools' are given."
                raise Refusal(400, message, param=param)
        return
    names = names_of_tools(tools)
    check_tool_choice(choice, names)
    if choice == "required" and not names:
        raise Refusal(400, "The offline model calls functions only.", param="tool_choice")


def names_of_tools(given: Any) -> list[str]:
    """The names of the functions among the tools; raises `Refusal` for what is no tool."""
    names = []
    if not typed(given, list, "tools"):
        raise Refusal(400, "[] is too short - 'tools'", param="tools")
    for number, tool in enumerate(given):
        where = f"tools[{number}]"
        kind = required(typed(tool, dict, where), "type", str, where)
        if kind == "function":
            function = required(tool, "function", dict, where)
            names.append(required(function, "name", str, f"{where}.function"))
            if function.get("strict"):
                check_strict(function.get("parameters"), f"{where}.function.parameters")
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
        raise mistyped(param, KINDS[kind])
    return value


def mistyped(param: str, expected: str) -> Refusal:
    message = f"Invalid type for '{param}': expected {expected}."
    return Refusal(400, message, param=param, code="invalid_type")


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
    if body.get("encoding_format") not in (None, "float", "base64"):
        form = str(body["encoding_format"])
        raise unsupported(form, "encoding_format", "'float', 'base64'")
    if body.get("dimensions") is None:
        return largest
    size = typed(body["dimensions"], int, "dimensions")
    if name == OF_ONE_SIZE or not 0 < size <= largest:
        sizes = f"{largest} only" if name == OF_ONE_SIZE else f"1 to {largest}"
        raise Refusal(400, f"'dimensions' of this model: {sizes}.", param="dimensions")
    return size


def embedding_texts(given: Any) -> list[str]:
    """The texts to embed: given as a string, as tokens, or as a list of either.

    Raises `Refusal` for anything else.
    """
    if isinstance(given, str) or are_tokens(given):
        given = [given]
    if not isinstance(given, list) or not all(isinstance(g, str) or are_tokens(g) for g in given):
        raise Refusal(400, "'input' is not a text, nor tokens, nor a list of these.", param="input")
    if not given or not all(given) or len(given) > MOST_TEXTS:
        message = f"'input' is empty, has an empty text, or more than {MOST_TEXTS} texts."
        raise Refusal(400, message, param="input")
    return [one if isinstance(one, str) else text_of_tokens(one) for one in given]


def are_tokens(given: Any) -> bool:
    """Whether `given` is a list of numbers, one at least."""
    numbers = isinstance(given, list) and all(type(one) is int and one >= 0 for one in given)
    return numbers and bool(given)


def text_of_tokens(tokens: list[int]) -> str:
    """The text behind byte tokens; other tokens stand for a word each."""
    if max(tokens, default=0) < 256:
        return bytes(tokens).decode(errors="replace")
    return " ".join(map(str, tokens))
