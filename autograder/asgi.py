"""Talk to an ASGI app in this process as if a server stood between: streaming, hang-ups, lifespan.

`httpx.ASGITransport` returns only once the app has finished, so it can neither show a
stream nor leave one. `StreamingASGITransport` takes its place and behaves as uvicorn does, on the
client's own loop: an app that holds the loop holds its client as well.

    async with client(app) as http:
        async with http.stream("POST", "/chat", json={"message": "hi"}) as reply:
            async for text in reply.aiter_text():
                print(text)
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any, NoReturn

import h11
import httpx

from autograder.recording import RecordingTransport

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

# Uvicorn's buffer per direction: up to here `send` returns at once, above it waits.
HIGH_WATER = 64 * 1024

# Seconds that an app gets to finish before it is cancelled, and then to end.
GRACE = 5.0

_DEFAULT_PORTS = {"http": 80, "https": 443}


class StreamingASGITransport(httpx.AsyncBaseTransport):
    """Send requests straight to an ASGI app, and hand on its response as it is sent.

    ```python
    transport = StreamingASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://app") as http:
        response = await http.get("/")
    ```

    The app runs in a task of its own on the running loop, in a copy of the caller's
    context. A client that closes a response early, is cancelled or times out has left:
    the app receives `http.disconnect` and is not cancelled, as under uvicorn.

    Arguments:

    * `app` - The ASGI application.
    * `raise_app_exceptions` - Raise in the client what the app raised, as far as the client
       waits for it: in place of a 5xx response, or where the body breaks off. With `False`
       the client sees what it would see of a server: a 500, or
       `httpx.RemoteProtocolError` in mid-stream.
    * `root_path` - The root path on which the ASGI application should be mounted.
    * `client` - A two-tuple indicating the client IP and port of incoming requests.
    * `state` - What the app's lifespan left for its requests, see `lifespan`.
    * `grace` - Seconds that `aclose` gives the app to finish before it cancels.

    `errors` holds what the app raised and no client was told.
    """

    def __init__(
        self,
        app: ASGIApp,
        raise_app_exceptions: bool = True,
        root_path: str = "",
        client: tuple[str, int] = ("127.0.0.1", 123),
        *,
        state: dict[str, Any] | None = None,
        grace: float = GRACE,
    ) -> None:
        self.app = app
        self.raise_app_exceptions = raise_app_exceptions
        self.root_path = root_path
        self.client = client
        self.state = {} if state is None else state
        self.grace = grace
        self.errors: list[BaseException] = []
        self._running: dict[asyncio.Task[None], _Exchange] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.AsyncByteStream)
        timeout = request.extensions.get("timeout", {})
        exchange = _Exchange(self._scope(request))
        task = asyncio.create_task(self._run(exchange), name=f"{request.method} {request.url}")
        self._running[task] = exchange
        task.add_done_callback(self._running.pop)
        try:
            async for chunk in request.stream:
                await exchange.feed(chunk, timeout.get("write"))
            exchange.end_body()
            await exchange.started(timeout.get("read"))
            # Starlette replies 500 and then raises: the exception is the reply.
            if exchange.error is not None and (exchange.status >= 500 or not exchange.status):
                self._tell(exchange.error)
            if not exchange.status:
                raise httpx.RemoteProtocolError("Server disconnected without sending a response.")
        except BaseException:
            exchange.disconnect()
            raise
        stream = _ResponseStream(exchange, timeout.get("read"), self._tell)
        return httpx.Response(exchange.status, headers=exchange.headers, stream=stream)

    async def aclose(self) -> None:
        """End all that still runs, as a server that shuts down.

        Every client has left from now on. The app has `grace` seconds to finish, background
        tasks included; then it is cancelled. Raises `RuntimeError` if it ignores that, and, with
        `raise_app_exceptions`, if there are `errors`.
        """
        for exchange in self._running.values():
            exchange.disconnect()
        try:
            if self._running:
                await asyncio.wait(set(self._running), timeout=self.grace)
        finally:
            await _cancel(set(self._running), self.grace)
        if self.raise_app_exceptions and self.errors:
            # Not an exception group: IPython writes those to stderr.
            raised = ", ".join(repr(error) for error in self.errors)
            raise RuntimeError(
                f"The app raised, and no client was told: {raised}"
            ) from self.errors[0]

    def _scope(self, request: httpx.Request) -> dict[str, Any]:
        url = request.url
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "server": (url.host, url.port or _DEFAULT_PORTS.get(url.scheme)),
            "client": self.client,
            "scheme": url.scheme,
            "method": request.method,
            "root_path": self.root_path,
            "path": self.root_path + url.path,
            "raw_path": self.root_path.encode("ascii") + url.raw_path.partition(b"?")[0],
            "query_string": url.query,
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "state": self.state.copy(),
        }

    async def _run(self, exchange: "_Exchange") -> None:
        await exchange.run(self.app)
        if exchange.error is not None:
            self.errors.append(exchange.error)

    def _tell(self, error: BaseException) -> None:
        """Raise the app's error in the client, if that is wanted."""
        if self.raise_app_exceptions and _may_travel(error):
            self.errors.remove(error)
            raise error


class _ResponseStream(httpx.AsyncByteStream):
    """The body of a response, one chunk for each that the app sends."""

    def __init__(
        self,
        exchange: "_Exchange",
        timeout: float | None,
        tell: Callable[[BaseException], None],
    ) -> None:
        self._exchange = exchange
        self._timeout = timeout
        self._tell = tell

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        try:
            chunk = await self._exchange.read(self._timeout)
            if chunk is not None:
                return chunk
            if not self._exchange.received:
                if self._exchange.error is not None:
                    self._tell(self._exchange.error)
                raise httpx.RemoteProtocolError(
                    "peer closed connection without sending complete message body"
                )
        except BaseException:
            self._exchange.disconnect()
            raise
        raise StopAsyncIteration

    async def aclose(self) -> None:
        self._exchange.disconnect()


class _Exchange:
    """One request and its response, between the client's calls and the app's task."""

    def __init__(self, scope: dict[str, Any]) -> None:
        self.scope = scope
        self.status = 0  # until a client can have it
        self.headers: list[tuple[bytes, bytes]] = []
        self.complete = False
        self.disconnected = False
        self.error: BaseException | None = None
        self._begun = False
        self._ended = False
        self._body = bytearray()
        self._more_body = True
        self._body_news = False
        self._chunks: deque[bytes] = deque()
        self._unread = 0
        self._owed: int | None = None
        self._changed = asyncio.Event()

    # The client's side

    @property
    def received(self) -> bool:
        """Whether the client has the whole response, by its length or by its end."""
        return not self._chunks and (self.complete or self._owed == 0)

    async def feed(self, chunk: bytes, patience: float | None) -> None:
        """Take a piece of the request's body; returns when there is room for the next."""
        self._body += chunk
        self._body_news = True
        self._changed.set()
        async with _within(patience, httpx.WriteTimeout):
            await self._until(lambda: len(self._body) <= HIGH_WATER or self.complete or self._ended)

    def end_body(self) -> None:
        self._more_body = False
        self._body_news = True
        self._changed.set()

    async def started(self, patience: float | None) -> None:
        """Wait for the response's status and headers, or for an end without them."""
        async with _within(patience, httpx.ReadTimeout):
            await self._until(lambda: self.status or self._ended)

    async def read(self, patience: float | None) -> bytes | None:
        """The next chunk of the response, or None when there is none to come."""
        async with _within(patience, httpx.ReadTimeout):
            await self._until(
                lambda: self._chunks or self.received or self._ended or self.disconnected
            )
        if self.disconnected:
            raise httpx.ReadError("The client has closed this response.")
        if not self._chunks:
            return None
        chunk = self._chunks.popleft()
        self._unread -= len(chunk)
        self._changed.set()
        return chunk

    def disconnect(self) -> None:
        """The client leaves, unless it has its response or the app has sent the whole of it."""
        if not self.complete and not self.received:
            self.disconnected = True
            self._changed.set()

    # The app's side

    async def run(self, app: ASGIApp) -> None:
        """Run the app to its end, whatever that is; ends with a response or an error."""
        try:
            await app(self.scope, self.receive, self.send)
            if not self.complete and not self.disconnected:
                missing = "completing" if self._begun else "starting"
                raise RuntimeError(f"ASGI callable returned without {missing} response.")
        except BaseException as error:
            if _was_cancelled(error):
                raise
            self.error = error
        finally:
            if not self._begun:
                self._start(500, _ERROR_HEADERS)
                self._write(b"Internal Server Error", more_body=False)
            self._ended = True
            self._changed.set()

    async def receive(self) -> Message:
        await self._until(lambda: self._body_news or self.disconnected or self.complete)
        if self.disconnected or self.complete:
            return {"type": "http.disconnect"}
        self._body_news = False
        body, self._body = bytes(self._body), bytearray()
        self._changed.set()
        return {"type": "http.request", "body": body, "more_body": self._more_body}

    async def send(self, message: Message) -> None:
        await self._until(lambda: self._unread <= HIGH_WATER or self.disconnected)
        if self.disconnected:
            return
        kind = message["type"]
        if self.complete:
            raise RuntimeError(
                f"Unexpected ASGI message '{kind}' sent, after response already completed."
            )
        expected = "http.response.body" if self._begun else "http.response.start"
        if kind != expected:
            raise RuntimeError(f"Expected ASGI message '{expected}', but got '{kind}'.")
        if self._begun:
            self._write(message.get("body", b""), message.get("more_body", False))
        else:
            self._start(message["status"], list(message.get("headers", [])))
        self._changed.set()

    def _start(self, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        self._begun = True  # even if it is no HTTP: then the client hears nothing
        response = h11.Response(status_code=status, headers=headers)
        self.status, self.headers = status, response.headers.raw_items()
        lengths = [int(value) for name, value in response.headers if name == b"content-length"]
        bodiless = self.scope["method"] == "HEAD" or status in (204, 304)
        self._owed = 0 if bodiless else lengths[0] if lengths else None

    def _write(self, body: bytes, more_body: bool) -> None:
        if self.scope["method"] == "HEAD":
            body = b""
        if self._owed is not None:
            if len(body) > self._owed:
                raise RuntimeError("Response content longer than Content-Length")
            self._owed -= len(body)
            if self._owed > 0 and not more_body:
                raise RuntimeError("Response content shorter than Content-Length")
        if body:
            self._chunks.append(bytes(body))
            self._unread += len(body)
        self.complete = not more_body

    async def _until(self, condition: Callable[[], Any]) -> None:
        while not condition():
            self._changed.clear()
            await self._changed.wait()


_ERROR_HEADERS = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]


async def _cancel(tasks: set[asyncio.Task[None]], grace: float) -> None:
    """Cancel the tasks and wait for their end; raises `RuntimeError` if it does not come."""
    for task in tasks:
        task.cancel()
    if tasks and (await asyncio.wait(tasks, timeout=grace))[1]:
        raise RuntimeError("The app goes on although it was cancelled.")


def _was_cancelled(error: BaseException) -> bool:
    """Whether `error` is the cancellation of this task, not an app's own `CancelledError`."""
    task = asyncio.current_task()
    # The count alone says little: Python 3.11's TaskGroup leaves one behind when it fails.
    return isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling() > 0


def _may_travel(error: BaseException) -> bool:
    """Whether an app's error may be raised in another task.

    There a `CancelledError` or `SystemExit` would end the task, or the loop.
    """
    return isinstance(error, Exception | KeyboardInterrupt)


@asynccontextmanager
async def _within(seconds: float | None, late: type[httpx.TimeoutException]) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise late(f"Nothing came from the app for {seconds} seconds.") from None


@asynccontextmanager
async def lifespan(app: ASGIApp) -> AsyncIterator[dict[str, Any]]:
    """Start the app before the block and shut it down after it; gives the app's state.

    Raises what the app raised in its startup or shutdown, and `RuntimeError` when it only
    said that it failed. An app that knows no lifespan is let be, as by uvicorn.
    """
    life = _Lifespan(app)
    await life.startup()
    try:
        yield life.state
    finally:
        await life.shutdown()


class _Lifespan:
    """The one task in which an app starts up and shuts down, and the talk with it."""

    def __init__(self, app: ASGIApp) -> None:
        self.state: dict[str, Any] = {}
        self._app = app
        self._to_app: asyncio.Queue[Message] = asyncio.Queue()
        self._from_app: asyncio.Queue[Message] = asyncio.Queue()
        self._supported = False
        self._error: BaseException | None = None
        self._task: asyncio.Task[None] | None = None

    async def startup(self) -> None:
        self._task = asyncio.create_task(self._run(), name="lifespan")
        try:
            self._supported = await self._ask("startup")
        except BaseException:
            await self._end()
            raise

    async def shutdown(self) -> None:
        try:
            if self._supported and not await self._ask("shutdown") and self._error is not None:
                self._raise("shutdown")
        finally:
            await self._end()

    async def _run(self) -> None:
        scope = {
            "type": "lifespan",
            "asgi": {"version": "3.0", "spec_version": "2.0"},
            "state": self.state,
        }
        try:
            await self._app(scope, self._to_app.get, self._from_app.put)
        except BaseException as error:
            if _was_cancelled(error):
                raise
            self._error = error
        finally:
            self._from_app.put_nowait({"type": "lifespan.ended"})

    async def _ask(self, phase: str) -> bool:
        """Whether the app completes the phase; False when it ends without an answer."""
        self._to_app.put_nowait({"type": f"lifespan.{phase}"})
        answer = await self._from_app.get()
        if answer["type"] == f"lifespan.{phase}.failed":
            self._raise(phase, answer.get("message", ""))
        return answer["type"] == f"lifespan.{phase}.complete"

    def _raise(self, phase: str, message: str = "") -> NoReturn:
        if self._error is not None and _may_travel(self._error):
            raise self._error
        raise RuntimeError(f"The app's {phase} failed. {message}".strip()) from self._error

    async def _end(self) -> None:
        # Once it has answered the shutdown, the app has no more to do here.
        if self._task is not None:
            await _cancel({self._task}, GRACE)


@asynccontextmanager
async def client(
    app: ASGIApp,
    *,
    base_url: str = "http://app",
    raise_app_exceptions: bool = True,
    timeout: float | None = 30.0,  # noqa: ASYNC109 (it is httpx's argument)
) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client of `app`, which is started before the block and shut down after it.

    While it is open, every request is recorded in the ledger's client lane. A request that
    hears nothing for `timeout` seconds raises `httpx.ReadTimeout`: Jupyter cannot interrupt
    a cell that awaits, so an app that hangs would hang the notebook.
    """
    async with lifespan(app) as state:
        transport = StreamingASGITransport(app, raise_app_exceptions, state=state)
        async with httpx.AsyncClient(
            transport=RecordingTransport(transport), base_url=base_url, timeout=timeout
        ) as http:
            yield http
