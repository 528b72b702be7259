"""Server-sent events, read as a browser's EventSource reads them.

The format: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class ServerSentEvent:
    """One event: its name ("message" unless it has one) and its data."""

    name: str
    data: str


def events(text: str) -> list[ServerSentEvent]:
    """The events that are complete in `text`, oldest first."""
    found = []
    *blocks, _ = text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    for block in blocks:
        fields = [_field(line) for line in block.split("\n") if line and not line.startswith(":")]
        data = [value for name, value in fields if name == "data"]
        names = [value for name, value in fields if name == "event"]
        if data:
            found.append(ServerSentEvent(names[-1] if names else "message", "\n".join(data)))
    return found


def tokens(text: str) -> str:
    """The text in the `{"token": …}` of all unnamed events; events of other forms add nothing."""
    return "".join(_token(event.data) for event in events(text) if event.name == "message")


def _token(data: str) -> str:
    try:
        token = json.loads(data)["token"]
    except (ValueError, TypeError, KeyError):
        return ""
    return token if isinstance(token, str) else ""


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name, value.removeprefix(" ")
