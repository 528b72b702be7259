"""OpenAI's JSON: the bodies of requests the model understands and of the replies it gives."""

import base64
import json
import struct
import time
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.gates import Answer, Call, ToolCall
from autograder.offline_model.words import pieces
from autograder.service import Part

CHAT_MODELS = ("gpt-4o-mini", "gpt-4o", "gpt-4.1-mini", "gpt-4.1", "gpt-5-mini", "gpt-5")
EMBEDDING_MODELS = {
    "text-embedding-3-small": 1536,
    "text-embedding-3-large": 3072,
    "text-embedding-ada-002": 1536,
}

# What OpenAI says with each status: its message, its type and its code.
ERRORS: dict[int, tuple[str, str, str | None]] = {
    400: ("The request is not valid.", "invalid_request_error", None),
    401: ("Incorrect API key provided.", "invalid_request_error", "invalid_api_key"),
    403: ("You are not allowed to use this.", "invalid_request_error", "permission_denied"),
    404: ("The model does not exist.", "invalid_request_error", "model_not_found"),
    429: ("Rate limit reached. Try again later.", "requests", "rate_limit_exceeded"),
    500: ("The server had an error while it worked on your request.", "server_error", None),
    503: ("The engine is overloaded, try again later.", "server_error", None),
}


class Refusal(Exception):
    """A request the model does not serve, as OpenAI would put it."""

    def __init__(
        self, status: int, message: str, *, param: str | None = None, code: str | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body = error(status, message, param=param, code=code)


def error(
    status: int, message: str = "", *, param: str | None = None, code: str | None = None
) -> bytes:
    """The body that goes with `status`."""
    usual_message, kind, usual_code = ERRORS.get(status, ERRORS[500 if status >= 500 else 400])
    return dump(
        {
            "error": {
                "message": message or usual_message,
                "type": kind,
                "param": param,
                "code": code or usual_code,
            }
        }
    )


def model_card(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 1_700_000_000, "owned_by": "course"}


def completion(call: Call, answer: Answer, usage: dict[str, int]) -> bytes:
    """A plain chat completion."""
    message: dict[str, Any] = {"role": "assistant", "content": answer.text, "refusal": None}
    if answer.tool_calls:
        message["content"] = answer.text or None
        message["tool_calls"] = [
            tool_call(call, number, wish) for number, wish in enumerate(answer.tool_calls)
        ]
    choice = {
        "index": 0,
        "message": message,
        "logprobs": None,
        "finish_reason": finish_reason(call, answer),
    }
    return dump(head(call, "chat.completion") | {"choices": [choice], "usage": usage})


def chunks(call: Call, answer: Answer, include_usage: bool) -> Iterator[Part]:
    """The pieces of a streamed chat completion; the first one brings the role along."""
    lead = role_chunk(call, include_usage)
    for number, wish in enumerate(answer.tool_calls):
        yield Part(
            f"{wish.name}({json.dumps(wish.arguments)})",
            lead + tool_call_chunks(call, number, wish, include_usage),
        )
        lead = b""
    for text in () if answer.tool_calls else answer.pieces:
        yield Part(text, lead + chunk(call, {"content": text}, include_usage))
        lead = b""


def stream_end(call: Call, answer: Answer, include_usage: bool, usage: dict[str, int]) -> bytes:
    """What ends a streamed chat completion: the finish reason, the usage, the last word.

    Before it comes the role, where the reply is empty and no piece has brought it.
    """
    end = chunk(call, {}, include_usage, finish_reason(call, answer))
    if not answer.pieces and not answer.tool_calls:
        end = role_chunk(call, include_usage) + end
    if include_usage:
        last = head(call, "chat.completion.chunk") | {"choices": [], "usage": usage}
        end += sse(last)
    return end + b"data: [DONE]\n\n"


def role_chunk(call: Call, include_usage: bool) -> bytes:
    return chunk(call, {"role": "assistant", "content": "", "refusal": None}, include_usage)


def chunk(
    call: Call, delta: dict[str, Any], include_usage: bool, finish: str | None = None
) -> bytes:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    body = head(call, "chat.completion.chunk") | {"choices": [choice]}
    return sse(body | {"usage": None} if include_usage else body)


def tool_call_chunks(call: Call, number: int, wish: ToolCall, include_usage: bool) -> bytes:
    """One tool call as a stream brings it: its name, then its arguments bit by bit."""
    full = tool_call(call, number, wish)
    arguments = full["function"]["arguments"]
    begun = {"index": number, **full, "function": {"name": wish.name, "arguments": ""}}
    deltas = [begun] + [
        {"index": number, "function": {"arguments": bit}} for bit in pieces(arguments)
    ]
    return b"".join(chunk(call, {"tool_calls": [delta]}, include_usage) for delta in deltas)


def tool_call(call: Call, number: int, wish: ToolCall) -> dict[str, Any]:
    return {
        "id": f"call_{call.number}_{number}",
        "type": "function",
        "function": {"name": wish.name, "arguments": json.dumps(wish.arguments)},
    }


def finish_reason(call: Call, answer: Answer) -> str:
    if answer.tool_calls:
        return "tool_calls"
    return "length" if len(answer.pieces) == token_limit(call.body) else "stop"


def token_limit(body: dict[str, Any]) -> int | None:
    """The most tokens that the caller wants in the reply; None where it names no number."""
    limit = body.get("max_completion_tokens") or body.get("max_tokens")
    return limit if isinstance(limit, int) and limit > 0 else None


def embeddings(
    model: str, texts: Sequence[str], vectors: Sequence[list[float]], as_base64: bool
) -> bytes:
    """The reply to an embeddings request: a vector for each text, in base64 where asked for."""
    data = [
        {
            "object": "embedding",
            "index": index,
            "embedding": packed(vector) if as_base64 else vector,
        }
        for index, vector in enumerate(vectors)
    ]
    asked = sum(len(pieces(text)) for text in texts)
    usage = {"prompt_tokens": asked, "total_tokens": asked}
    return dump({"object": "list", "data": data, "model": model, "usage": usage})


def packed(vector: list[float]) -> str:
    """32-bit floats, little-endian, in base64."""
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()


def usage_of(prompt: str, answer: Answer) -> dict[str, int]:
    """How many tokens a chat completion took; those of a tool call are its name and arguments."""
    wishes = (1 + len(pieces(json.dumps(wish.arguments))) for wish in answer.tool_calls)
    asked, said = len(pieces(prompt)), len(answer.pieces) + sum(wishes)
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def head(call: Call, kind: str) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{call.number}",
        "object": kind,
        "created": int(time.time()),
        "model": call.body["model"],
        "system_fingerprint": "offline",
    }


def sse(body: dict[str, Any]) -> bytes:
    return b"data: " + dump(body) + b"\n\n"


def dump(body: dict[str, Any]) -> bytes:
    return json.dumps(body, separators=(",", ":")).encode()
