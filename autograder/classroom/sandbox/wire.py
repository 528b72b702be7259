"""The HTTP wire to an answer in a sandbox: httpx over a Unix socket.

httpx's own way there, through anyio 4, logs `InvalidStateError` when a read is cancelled just
as something comes; asyncio's streams do not.
"""

import asyncio
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx


def transport(path: str) -> httpx.AsyncBaseTransport:
    """Send every request, whatever its host, to the socket at `path`; any number at once."""
    # With a context of its own it would read all certificates of this machine, for nothing.
    made = httpx.AsyncHTTPTransport(verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    made._pool = httpcore.AsyncConnectionPool(
        uds=path, network_backend=_Backend(), max_connections=None, max_keepalive_connections=None
    )
    return made


class _Backend(httpcore.AsyncNetworkBackend):
    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's; a check waits for proof)
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return _Stream(*await asyncio.open_unix_connection(path))


class _Stream(httpcore.AsyncNetworkStream):
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        try:
            return await self._reader.read(max_bytes)
        except ConnectionError as error:
            raise httpcore.ReadError(str(error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        try:
            self._writer.write(buffer)
            await self._writer.drain()
        except ConnectionError as error:
            raise httpcore.WriteError(str(error)) from error

    async def aclose(self) -> None:
        self._writer.close()

    def get_extra_info(self, info: str) -> Any:
        return self._reader.at_eof() if info == "is_readable" else None
