"""A user whom a check plays: one request to the app, and the reply as it comes."""

import asyncio
import codecs
import contextlib
import json
from typing import Any

import httpx

from autograder.verdict import Failed

_RUNAWAY = 2_000  # chunks after which a user stops reading
_LARGEST = 1_000_000  # characters, likewise; no right reply has a tenth of them


class User:
    """One request to the app, read as it comes. Runs from the moment it is made."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        method: str,
        path: str,
        body: dict[str, Any] | None,
        label: str = "",
    ) -> None:
        self.label = label or f"{method} {path}"
        self.body = body
        self.status: int | None = None
        self.headers = httpx.Headers()
        self.text = ""
        self.chunks = 0
        self.ended = False
        self.broke = False
        self.runaway = False
        self._task = asyncio.ensure_future(self._read(client, method, path))

    async def _read(self, client: httpx.AsyncClient, method: str, path: str) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        try:
            named = {"label": self.label}
            async with client.stream(method, path, json=self.body, extensions=named) as response:
                self.status, self.headers = response.status_code, response.headers
                async for chunk in response.aiter_raw():
                    self.chunks += 1
                    self.text += decoder.decode(chunk)
                    if self.chunks > _RUNAWAY or len(self.text) > _LARGEST:
                        self.runaway = True
                        return
        except httpx.TransportError:  # the app broke off; `findings` tell why
            self.broke = True
        finally:
            self.ended = True

    async def leave(self) -> None:
        """Close the connection, as a user does who closes the page."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    @property
    def got_nothing(self) -> bool:
        """Whether the answer returned `None`, as a stub does."""
        return self.text in ("null", '{"value": null}')

    def json(self) -> Any:
        """The reply's JSON. Fails the check when it is none."""
        try:
            return json.loads(self.text)
        except ValueError:
            raise Failed(
                "not-json",
                f"`{self.label}` replied with something that is not JSON",
                f"It begins: {quoted(self.text)}",
                advice="Return a dict; FastAPI turns it into JSON.",
            ) from None

    def field(self, key: str) -> Any:
        """What the reply's JSON object holds under `key`. Fails the check when it has none."""
        reply = self.json()
        if not isinstance(reply, dict):
            raise Failed(
                "wrong-shape",
                f"`{self.label}` replied with {_a(reply)}, not an object with `{key}`",
                advice=f'The contract is `{{"{key}": …}}`.',
            )
        if key not in reply:
            have = ", ".join(f"`{name}`" for name in list(reply)[:4]) or "nothing"
            raise Failed(
                "wrong-shape",
                f"the reply of `{self.label}` has no `{key}`; it has {have}",
                advice=f'The contract is `{{"{key}": …}}`.',
            )
        return reply[key]


def quoted(text: str) -> str:
    """The beginning of `text`, on one line and in quotes."""
    text = " ".join(text.split())
    return f'"{text[:30]}…"' if len(text) > 30 else f'"{text}"'


def _a(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "a boolean"}
    return names.get(type(value), "a number" if value is not None else "nothing")
