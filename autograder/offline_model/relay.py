"""The way on to a real provider, through the model's own port: lessons see those calls too.

With a provider, the model passes on what lessons ask it, hands back what comes, as it comes,
and records both. So pictures and counts hold with a real model, what a lesson makes go wrong
does, and the provider's own errors stay what they are. What a check asks is never passed on,
with whatever key: a check has to be the model.
"""

import json
from asyncio import sleep  # bound now: learners replace `asyncio.sleep`
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

import httpx
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from autograder.gates import Answer, Call
from autograder.offline_model import app, protocol
from autograder.service import Delivery, Pace

if TYPE_CHECKING:
    from autograder.offline_model import OfflineModel

UNREACHABLE = "provider_unreachable"  # the code of the error for a provider that is not there

# What belongs to one connection and not to the call; the content is handed on unpacked.
_OF_A_CONNECTION = {
    b"host", b"connection", b"keep-alive", b"te", b"trailer", b"upgrade",
    b"content-length", b"transfer-encoding", b"accept-encoding", b"content-encoding",
}  # fmt: skip
_LONGEST = 100_000  # tokens of a reply; a fault that breaks one leaves those that go before it


class Provider:
    """A real provider at `address`, such as https://api.openai.com/v1; by `proxy`, if given."""

    def __init__(self, address: str, proxy: str | None = None) -> None:
        self.address = address.rstrip("/")
        self._http = httpx.AsyncClient(
            proxy=proxy,
            timeout=httpx.Timeout(None, connect=10),
            limits=httpx.Limits(max_connections=None),
        )

    def ask(self, request: Request, content: bytes) -> httpx.Request:
        """The same request, to the provider."""
        path = request.url.path.removeprefix("/v1")
        return self._http.build_request(
            request.method,
            f"{self.address}{path}",
            params=request.query_params,
            headers=[*_of_the_call(request.headers.raw), (b"accept-encoding", b"identity")],
            content=content,
        )

    async def send(self, asked: httpx.Request) -> httpx.Response:
        return await self._http.send(asked, stream=True)


def relayed(model: "OfflineModel", offline: ASGIApp) -> ASGIApp:
    """An app that answers by `offline`, and by the provider of `model` where it has one."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if model.provider is None or _key(scope) == app.KEY:
            await offline(scope, receive, send)
        elif model.gate.in_session:
            await offline(_with_offline_key(scope), receive, send)
        else:
            delivery = await _pass_on(model, model.provider, Request(scope, receive))
            await delivery(scope, receive, send)

    return answer


def _key(scope: Scope) -> str:
    return dict(scope["headers"]).get(b"authorization", b"").decode("latin-1").rpartition(" ")[2]


def _with_offline_key(scope: Scope) -> Scope:
    others = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
    return {**scope, "headers": [*others, (b"authorization", f"Bearer {app.KEY}".encode())]}


async def _pass_on(model: "OfflineModel", provider: Provider, request: Request) -> Delivery:
    """What the caller of `request` gets: the provider's reply, or a fault that a lesson wants."""
    content = await request.body()
    body = _read(content)
    call = model.arrive(request, body, _prompt(body), stream=bool(body.get("stream")))
    wanted = model.lesson_answer(call, Answer(pieces=("",) * _LONGEST))
    if wanted.status != 200:
        return app.deliver(model, call, wanted)
    longest = len(wanted.pieces) if wanted.breaks else None
    asked = provider.ask(request, content)
    return Relayed(call, model.pace_of(call), provider, asked, longest)


def _read(content: bytes) -> dict[str, Any]:
    try:
        body = json.loads(content)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _prompt(body: dict[str, Any]) -> str:
    return app.chat_prompt(body) or str(body.get("input", ""))


def _of_the_call(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in headers if name.lower() not in _OF_A_CONNECTION]


class Relayed(Delivery):
    """Hands over what the provider replies, as it comes; a stream line by line.

    The lesson's pace comes on top of the provider's. With `longest`, the reply breaks off
    after so many tokens. A caller who leaves closes the call at the provider too.
    """

    def __init__(
        self,
        call: Call,
        pace: Pace,
        provider: Provider,
        asked: httpx.Request,
        longest: int | None,
    ) -> None:
        super().__init__(call, pace, {}, b"")
        self._provider, self._asked, self._longest = provider, asked, longest

    async def _hand_over(self, send: Send) -> None:
        await sleep(self.pace.latency)
        try:
            reply = await self._provider.send(self._asked)
        except httpx.HTTPError as error:
            await self._refuse(send, error)
            return
        try:
            await self._hand_on(reply, send)
        except httpx.HTTPError:
            self.call.end("broke")  # as it broke for us: the server cuts the connection
        finally:
            await reply.aclose()

    async def _refuse(self, send: Send, error: httpx.HTTPError) -> None:
        message = str(error) or type(error).__name__
        content = protocol.error(502, message, code=UNREACHABLE)
        self.call.end("replied", status=502)
        headers = [(name.encode(), value.encode()) for name, value in app.JSON.items()]
        await send({"type": "http.response.start", "status": 502, "headers": headers})
        await send({"type": "http.response.body", "body": content, "more_body": False})

    async def _hand_on(self, reply: httpx.Response, send: Send) -> None:
        headers = _of_the_call(reply.headers.raw)
        await send({"type": "http.response.start", "status": reply.status_code, "headers": headers})
        async for piece in _lines(reply) if self.call.stream else reply.aiter_bytes():
            for text in _texts(piece):
                if self.call.sent == self._longest:
                    self.call.end("broke")
                    return
                await sleep(self.pace.token)
                self.call.gone(text)
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        if self._longest is not None:
            self.call.end("broke")
            return
        self.call.end("replied", status=reply.status_code)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _lines(reply: httpx.Response) -> AsyncIterator[bytes]:
    rest = b""
    async for piece in reply.aiter_bytes():
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            yield line + b"\n"
    yield rest


def _texts(line: bytes) -> Iterator[str]:
    """The tokens in one line of a stream of events."""
    field, _, data = line.partition(b":")
    for choice in (_read(data).get("choices") or ()) if field == b"data" else ():
        if text := (choice.get("delta") or {}).get("content"):
            yield text
