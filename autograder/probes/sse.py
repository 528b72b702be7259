"""What do the server-sent events say? They are read as a browser's EventSource reads them.

The format: https://html.spec.whatwg.org/multipage/server-sent-events.html

    user = run.post("/stream-sse", message=run.phrase())
    await streaming(run, user, call, heard=listening(run, user))
    await run.finish(user)
    ends_with(run, user, "done")
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Never

from autograder.probes.streaming import content_type
from autograder.run import Run
from autograder.user import User

_ENDINGS = ("done", "error")


@dataclass(frozen=True)
class ServerSentEvent:
    """One event: its name ("message" unless it has one) and its data."""

    name: str
    data: str


def events(text: str) -> list[ServerSentEvent]:
    """The events that are complete in `text`, oldest first.

    One without a `data` line is left out, since a browser hands it to nobody.
    """
    *blocks, _ = _blocks(text)
    return [
        ServerSentEvent(_name(block), "\n".join(block["data"])) for block in blocks if block["data"]
    ]


def tokens(text: str) -> str:
    """The text in the `{"token": …}` of all events; events of other forms add nothing."""
    return "".join(_token(event) or "" for event in events(text))


def listening(run: Run, user: User) -> Callable[[str], str]:
    """What reads the tokens out of a user's stream, and fails the check if that cannot be done."""

    def heard(text: str) -> str:
        if text:
            content_type(run, user, "text/event-stream")
            _understood(run, text)
        return tokens(text)

    return heard


def ends_with(run: Run, user: User, name: str) -> None:
    """Fail the check unless the last event of the stream, and no other, is named `name`."""
    names = [event.name for event in events(user.text)]
    if names[-1:] == [name] and names.count(name) == 1:
        return
    not_dropped(run, user, name)
    if names.count(name) > 1:
        run.fail(f"many-{name}", f"the stream sends {names.count(name)} events named `{name}`")
    run.fail(
        f"no-{name}",
        f"the stream does not end with an event named `{name}`",
        f"Its last event is named `{names[-1]}`." if names else "It has no event at all.",
        advice=f"Send one event named `{name}` as the last.",
    )


def not_dropped(run: Run, user: User, name: str) -> None:
    """Fail the check if an event named `name` was sent in a form that a browser drops."""
    *complete, rest = _blocks(user.text)
    if _name(rest) == name:
        run.fail(
            f"no-{name}",
            f"the event `{name}` is never finished, so a browser drops it",
            advice="A blank line ends an event, the last one too: two newlines.",
        )
    if any(_name(block) == name and not block["data"] for block in complete):
        run.fail(
            f"no-{name}",
            f"the event `{name}` has no `data:` line, so a browser drops it",
            advice="Give the event some data; an empty object will do.",
        )


def _understood(run: Run, text: str) -> None:
    """Fail the check on an event that holds no token and is no ending."""
    for event in events(text):
        if event.name in _ENDINGS or _token(event) is not None:
            continue
        for name in _ENDINGS:
            if name in event.data.lower():
                run.fail(
                    f"no-{name}",
                    f"{_shown(event.data)} came as data, not in an event named `{name}`",
                    advice="An event's name stands on a line of its own, `event:`, above its data.",
                )
        _wrong_event(run, event)
    *_, rest = _blocks(text)
    halves = [_token(ServerSentEvent("message", data)) for data in rest["data"]]
    if len(halves) > 1 and None not in halves:
        run.fail(
            "unfinished-event",
            "the events run into one: the blank line that ends each is missing",
            advice="End every event with two newlines.",
        )


def _wrong_event(run: Run, event: ServerSentEvent) -> Never:
    shown = _shown(event.data)
    try:
        data = json.loads(event.data)
    except ValueError:
        run.fail(
            "wrong-event",
            f'an event holds {shown}, not {{"token": …}} as JSON',
            "A token may hold quotes and newlines, which break out of a text put together by hand.",
            advice="Encode each token with `json.dumps`, or let FastAPI's SSE response do it.",
        )
    if event.name != "message":
        run.fail(
            "wrong-event",
            f"an event named {_shown(event.name)} holds no `token`, and does not end the stream",
            f"Its data is {shown}.",
            advice="All events hold a token, but the last one, which says how the stream ended.",
        )
    if isinstance(data, str) and isinstance(_json(data), dict):
        run.fail(
            "wrong-event",
            f"an event holds {shown}: JSON that was encoded twice",
            advice="Encode it once: FastAPI's SSE response takes the dict itself.",
        )
    if isinstance(data, dict) and "token" in data:
        run.fail(
            "wrong-event",
            f"an event holds {shown}: its `token` is not a text",
            advice="Send the text of each chunk, and skip a chunk that has none.",
        )
    without = (
        "an object without `token`" if isinstance(data, dict) else "not an object with `token`"
    )
    run.fail(
        "wrong-event",
        f"an event holds {shown}: {without}",
        advice='The contract is `{"token": "…"}` as the data of each event.',
    )


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _token(event: ServerSentEvent) -> str | None:
    try:
        token = json.loads(event.data)["token"]
    except (ValueError, TypeError, KeyError):
        return None
    return token if isinstance(token, str) and event.name not in _ENDINGS else None


def _blocks(text: str) -> list[dict[str, list[str]]]:
    """The values of each event's `event` and `data` lines; the last event is unfinished."""
    blocks = []
    for block in text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n"):
        fields: dict[str, list[str]] = {"event": [], "data": []}
        for line in block.split("\n"):
            name, _, value = line.partition(":")
            if name in fields:
                fields[name].append(value.removeprefix(" "))
        blocks.append(fields)
    return blocks


def _name(block: dict[str, list[str]]) -> str:
    return (block["event"] or ["message"])[-1] or "message"


def _shown(data: str) -> str:
    data = data.replace("\n", "⏎")
    return f"`{data[:24]}…`" if len(data) > 24 else f"`{data}`"
