"""Which conversations the model refuses: what is no message, and calls of tools without results."""

from typing import Any

from autograder.offline_model.protocol import Refusal
from autograder.offline_model.validation import required, typed, unsupported

ROLES = ("system", "developer", "user", "assistant", "tool", "function")
UNREAD = ("image_url", "input_audio", "file")


def check_messages(messages: Any) -> None:
    """Raise `Refusal` for a conversation that OpenAI would not continue either."""
    if not typed(messages, list, "messages"):
        raise Refusal(400, "[] is too short - 'messages'", param="messages")
    for number, message in enumerate(messages):
        check_message(message, f"messages[{number}]")
    check_calls(messages)


def is_message(message: Any) -> bool:
    """Whether `message` has a role that there is, and a content that goes with it."""
    try:
        check_message(message, "")
    except Refusal:
        return False
    return True


def check_message(message: Any, where: str) -> None:
    role = required(typed(message, dict, where), "role", str, where)
    if role not in ROLES:
        raise unsupported(role, f"{where}.role", ", ".join(map(repr, ROLES)))
    content = message.get("content")
    if isinstance(content, list):
        for number, part in enumerate(content):
            check_part(part, f"{where}.content[{number}]")
    elif role != "assistant" or content is not None:
        required(message, "content", str, where)


def check_part(part: Any, where: str) -> None:
    kind = required(typed(part, dict, where), "type", str, where)
    if kind in UNREAD:
        raise Refusal(400, f"The offline model reads text, and no '{kind}'.", param=f"{where}.type")
    if kind not in ("text", "refusal"):
        raise unsupported(kind, f"{where}.type", "'text', 'refusal'")
    required(part, kind, str, where)


def check_calls(messages: list[dict[str, Any]]) -> None:
    """Raise `Refusal` unless each call of a tool is followed by its result, and nothing else is."""
    called: set[str] = set()
    owed: set[str] = set()
    for number, message in enumerate(messages):
        where = f"messages[{number}]"
        if message["role"] == "tool":
            answered = required(message, "tool_call_id", str, where)
            if answered not in called:
                raise Refusal(
                    400,
                    "A message with role 'tool' must answer a call in the 'tool_calls' of the "
                    f"assistant's message before it, and there is no call {answered!r}.",
                    param=f"{where}.role",
                )
            owed.discard(answered)
        else:
            check_answered(owed, where)
            called = ids_of_calls(message, where)
            owed = set(called)
    check_answered(owed, f"messages[{len(messages)}]")


def check_answered(owed: set[str], where: str) -> None:
    if owed:
        missing = ", ".join(sorted(owed))
        raise Refusal(
            400,
            "An assistant's message with 'tool_calls' must be followed by a message with role "
            f"'tool' for each 'tool_call_id'. There is none for: {missing}.",
            param=where,
        )


def ids_of_calls(message: dict[str, Any], where: str) -> set[str]:
    """The ids of the tools' calls that an assistant's message holds."""
    if message.get("tool_calls") is None:
        return set()
    calls = typed(message["tool_calls"], list, f"{where}.tool_calls")
    places = [f"{where}.tool_calls[{number}]" for number in range(len(calls))]
    return {
        required(typed(call, dict, place), "id", str, place)
        for call, place in zip(calls, places, strict=True)
    }
