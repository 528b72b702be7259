"""The subject of a check, as an ASGI app: an app itself, or a function or value wrapped as one.

A wrapped function is called by `POST /call {"args": [...]}`, a value is read by
`GET /value`; both reply `{"value": …}`, or say in `"problem"` why there is none. So a check
needs nothing but HTTP, wherever the answer runs, and sees nothing but JSON. A function over
other things than JSON has an `Adapt`, which makes an async function over JSON of it. Tests
are handed over as all the names of their notebook; their value is the source of their cell.
"""

import inspect
import json
from collections.abc import Awaitable, Callable
from typing import Any, Literal

from autograder.asgi import ASGIApp, Message, Receive, Send
from autograder.learners_tests import cell_of

Kind = Literal["app", "function", "value", "tests"]
Adapt = Callable[[Callable[..., Any]], Callable[..., Awaitable[Any]]]


_DOCUMENTATION = ("openapi_url", "docs_url", "redoc_url", "swagger_ui_oauth2_redirect_url")


class NotAnAnswer(ValueError):
    """The thing handed to a check cannot be checked; the text says why, for the learner."""


def as_app(subject: Any, kind: Kind, adapt: Adapt | None = None) -> ASGIApp:
    """The ASGI app that stands for `subject`. Raises `NotAnAnswer` when it is of another kind."""
    if kind == "value":
        return _serve_value(subject)
    if kind == "tests":
        return _serve_value(_source(subject))
    if subject is None or subject is Ellipsis:
        raise NotAnAnswer("there is no answer yet: the cell above is still empty")
    if inspect.isclass(subject):
        name = subject.__name__
        raise NotAnAnswer(f"the answer is the class `{name}` itself: call it, `{name}()`")
    if kind == "function":
        if inspect.iscoroutine(subject):
            subject.close()
            raise NotAnAnswer("pass the function itself, not a call of it")
        if not callable(subject):
            raise NotAnAnswer(f"the answer is {_a(subject)}, and a function is asked for")
        return _serve_function(adapt(subject) if adapt else subject)
    if not callable(subject) or not _takes_asgi(subject):
        raise NotAnAnswer(f"`app` is {_a(subject)}, and a FastAPI app is asked for")
    if _has_no_route(subject):
        raise NotAnAnswer("`app` has no route yet: the answer is still empty")
    return subject


def _source(names: Any) -> str:
    if not isinstance(names, dict):
        raise NotAnAnswer("hand over all names of the notebook: `globals()`")
    source = cell_of(names)
    if not source:
        raise NotAnAnswer("there is no test yet: no function is named `test_…`")
    return source


def _has_no_route(app: Any) -> bool:
    """Whether a FastAPI app has no other routes than its documentation's."""
    documentation = [getattr(app, name, None) for name in _DOCUMENTATION]
    routes = getattr(app, "routes", None)
    return routes is not None and all(
        getattr(route, "path", "") in documentation for route in routes
    )


def _takes_asgi(subject: Any) -> bool:
    try:
        inspect.signature(subject).bind(None, None, None)
    except (TypeError, ValueError):
        return False
    return True


def _a(value: object) -> str:
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def _serve_value(value: Any) -> ASGIApp:
    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await _reply(send, value)

    return app


def _serve_function(function: Callable[..., Any]) -> ASGIApp:
    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        body = b""
        more = True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        result = function(*json.loads(body)["args"])
        if not inspect.isawaitable(result):
            await _problem(send, "plain", result)
            return
        await _reply(send, await result)

    return app


async def _reply(send: Send, value: Any) -> None:
    try:
        body = json.dumps({"value": value})
    except (TypeError, ValueError):
        odd = _odd_one_in(value)
        await _problem(send, "awaitable" if inspect.isawaitable(odd) else "type", odd)
        return
    await _send(send, body)


def _odd_one_in(value: Any) -> Any:
    """What in `value` is no plain data: an element of it where it is a collection, or all of it."""
    inner = value.values() if isinstance(value, dict) else value
    for element in inner if isinstance(value, (dict, list, tuple)) else ():
        if not isinstance(element, (str, int, float, bool, type(None))):
            return _odd_one_in(element)
    return value


async def _problem(send: Send, problem: str, value: Any) -> None:
    await _send(send, json.dumps({"problem": problem, "type": type(value).__name__}))


async def _send(send: Send, body: str) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})
