"""The transport in this process and a real uvicorn: the same apps, the same behaviour."""

import asyncio
import contextvars
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import h11
import httpx
import pytest
from asgi_wires import Flag, OpenWire, chunks_of, in_process, over_tcp, own_headers, run
from fastapi import BackgroundTasks, FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, StreamingResponse
from fastapi.sse import EventSourceResponse

from autograder import asgi
from autograder.asgi import StreamingASGITransport, client, lifespan
from autograder.ledger import recording
from autograder.recording import RecordingTransport


@pytest.fixture(params=[in_process, over_tcp], ids=["in process", "uvicorn"])
def wire(request: pytest.FixtureRequest) -> OpenWire:
    return request.param


# Replies


def test_a_stream_comes_chunk_by_chunk(wire: OpenWire) -> None:
    app, read = FastAPI(), [Flag(), Flag()]

    @app.get("/")
    async def stream() -> StreamingResponse:
        async def tokens() -> AsyncIterator[str]:
            yield "one"
            await read[0].wait()
            yield ""
            yield "zwölf"
            await read[1].wait()
            yield "three"

        return StreamingResponse(tokens(), media_type="text/plain")

    async def main() -> None:
        async with wire(app) as to, to.http.stream("GET", "/") as response:
            assert own_headers(response) == [("content-type", "text/plain; charset=utf-8")]
            chunks = []
            async for chunk in response.aiter_text():
                chunks.append(chunk)
                read[min(len(chunks), 2) - 1].set()
            assert chunks == ["one", "zwölf", "three"]

    run(main)


def test_a_plain_reply(wire: OpenWire) -> None:
    app = FastAPI()

    @app.post("/chat")
    async def chat(body: dict[str, str]) -> dict[str, str]:
        return {"response": body["message"].upper()}

    async def main() -> None:
        async with wire(app) as to:
            response = await to.http.post("/chat", json={"message": "hi"})
            assert (response.status_code, response.text) == (200, '{"response":"HI"}')
            assert own_headers(response) == [
                ("content-length", "17"),
                ("content-type", "application/json"),
            ]
            assert (await to.http.get("/chat")).status_code == 405
            missing = await to.http.get("/nowhere")
            assert (missing.status_code, missing.json()) == (404, {"detail": "Not Found"})

    run(main)


def test_server_sent_events(wire: OpenWire) -> None:
    app, read = FastAPI(), Flag()

    @app.get("/", response_class=EventSourceResponse)
    async def events() -> AsyncIterator[dict[str, str]]:
        yield {"token": "a\nb"}
        await read.wait()
        yield {"token": "c"}

    async def main() -> None:
        async with wire(app) as to, to.http.stream("GET", "/") as response:
            assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
            chunks = []
            async for chunk in response.aiter_text():
                chunks.append(chunk)
                read.set()
            assert chunks == ['data: {"token":"a\\nb"}\n\n', 'data: {"token":"c"}\n\n']

    run(main)


def test_headers_keep_their_order_and_their_doubles(wire: OpenWire) -> None:
    app = FastAPI()

    @app.get("/")
    async def cookies() -> Response:
        response = PlainTextResponse("ok", headers={"X-Accel-Buffering": "no"})
        response.set_cookie("a", "1")
        response.set_cookie("b", "2")
        return response

    async def main() -> None:
        async with wire(app) as to:
            response = await to.http.get("/")
            assert own_headers(response) == [
                ("x-accel-buffering", "no"),
                ("content-length", "2"),
                ("content-type", "text/plain; charset=utf-8"),
                ("set-cookie", "a=1; Path=/; SameSite=lax"),
                ("set-cookie", "b=2; Path=/; SameSite=lax"),
            ]
            assert dict(to.http.cookies) == {"a": "1", "b": "2"}

    run(main)


def test_a_reply_without_a_body_is_whole_before_the_app_is_done(wire: OpenWire) -> None:
    app, got, got_none = FastAPI(), Flag(), Flag()

    @app.head("/")
    async def head() -> StreamingResponse:
        async def tokens() -> AsyncIterator[str]:
            yield "not for a HEAD"
            await got.wait()

        return StreamingResponse(tokens())

    @app.head("/plain")
    async def plain() -> PlainTextResponse:
        return PlainTextResponse("hello")

    @app.get("/none")
    async def none() -> StreamingResponse:
        async def tokens() -> AsyncIterator[str]:
            await got_none.wait()
            yield ""

        return StreamingResponse(tokens(), status_code=204)

    async def main() -> None:
        async with wire(app) as to:
            assert (await to.http.head("/")).content == b""
            got.set()
            response = await to.http.head("/plain")
            assert (response.content, response.headers["content-length"]) == (b"", "5")
            response = await to.http.get("/none")
            assert (response.status_code, response.content) == (204, b"")
            got_none.set()

    run(main)


def test_a_body_of_known_length_is_whole_before_the_app_is_done(wire: OpenWire) -> None:
    app, got, went_on = FastAPI(), Flag(), Flag()

    @app.get("/")
    async def sized() -> StreamingResponse:
        async def tokens() -> AsyncIterator[str]:
            yield "12345"
            await got.wait()
            went_on.set()

        return StreamingResponse(tokens(), headers={"content-length": "5"})

    async def main() -> None:
        async with wire(app) as to:
            assert (await to.http.get("/")).text == "12345"
            got.set()
            await went_on.wait()

    run(main)


def test_the_app_runs_ahead_only_as_far_as_the_buffers_go(wire: OpenWire) -> None:
    app = FastAPI()
    sent = 0

    @app.get("/")
    async def stream() -> StreamingResponse:
        async def blocks() -> AsyncIterator[bytes]:
            nonlocal sent
            for _ in range(64):
                sent += 1
                yield bytes(1024 * 1024)

        return StreamingResponse(blocks())

    async def main() -> None:
        async with wire(app) as to, to.http.stream("GET", "/") as response:
            blocks = response.aiter_raw()
            size = len(await anext(blocks))
            # Without back-pressure nothing would stop the app from sending all at once.
            await to.ping()
            assert sent < 64
            async for block in blocks:
                size += len(block)
            assert (size, sent) == (64 * 1024 * 1024, 64)

    run(main)


# Errors


async def raises_at_once(scope: Any, receive: Any, send: Any) -> None:
    assert scope["type"] == "http"
    raise ZeroDivisionError


async def raises_cancelled(scope: Any, receive: Any, send: Any) -> None:
    assert scope["type"] == "http"
    raise asyncio.CancelledError


async def exits(scope: Any, receive: Any, send: Any) -> None:
    assert scope["type"] == "http"
    raise SystemExit(3)


async def returns_without_a_word(scope: Any, receive: Any, send: Any) -> None:
    assert scope["type"] == "http"


async def sends_no_start(scope: Any, receive: Any, send: Any) -> None:
    assert scope["type"] == "http"
    await send({"type": "http.response.body", "body": b"early"})


def fastapi_raises() -> FastAPI:
    app = FastAPI()

    @app.api_route("/", methods=["GET", "HEAD"])
    async def boom() -> None:
        raise ZeroDivisionError

    return app


@pytest.mark.parametrize(
    ("app", "raised"),
    [
        (raises_at_once, ZeroDivisionError),
        (raises_cancelled, asyncio.CancelledError),
        (exits, SystemExit),
        (returns_without_a_word, RuntimeError),
        (sends_no_start, RuntimeError),
        (fastapi_raises(), ZeroDivisionError),
    ],
    ids=["raises", "raises CancelledError", "exits", "returns", "sends no start", "fastapi"],
)
@pytest.mark.parametrize(("method", "text"), [("GET", "Internal Server Error"), ("HEAD", "")])
def test_an_app_that_fails_before_its_reply_gives_500(
    wire: OpenWire, app: asgi.ASGIApp, raised: type[BaseException], method: str, text: str
) -> None:
    async def main() -> None:
        async with wire(app) as to:
            response = await to.http.request(method, "/")
            assert (response.status_code, response.text) == (500, text)
            assert response.headers["content-type"] == "text/plain; charset=utf-8"
            await to.errors_are(raised)

    run(main)


def start(**headers: str) -> dict[str, Any]:
    raw = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    return {"type": "http.response.start", "status": 200, "headers": raw}


def body(text: str, more_body: bool = True) -> dict[str, Any]:
    return {"type": "http.response.body", "body": text.encode(), "more_body": more_body}


def script(*messages: dict[str, Any] | type[BaseException]) -> asgi.ASGIApp:
    """An app that sends these messages, one after another, or raises."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "http"
        for message in messages:
            if isinstance(message, dict):
                await send(message)
            else:
                raise message

    return app


@pytest.mark.parametrize(
    ("messages", "chunks", "raised"),
    [
        ([start(), body("a"), body("b"), KeyError], ["a", "b"], KeyError),
        ([start(), KeyError], [], KeyError),
        ([start(), body("a"), SystemExit], ["a"], SystemExit),
        ([start(), body("a")], ["a"], RuntimeError),
        ([start(), body("a"), start()], ["a"], RuntimeError),
        ([start(content_length="3"), body("a"), body("", False)], ["a"], Exception),
        ([start(content_length="3"), body("a"), body("bcd", False)], ["a"], Exception),
    ],
    ids=["raises", "raises at once", "exits", "returns", "starts twice", "too short", "too long"],
)
def test_an_app_that_fails_in_mid_stream_breaks_the_body_off(
    wire: OpenWire,
    messages: list[Any],
    chunks: list[str],
    raised: type[BaseException],
) -> None:
    async def main() -> None:
        async with wire(script(*messages)) as to:
            async with to.http.stream("GET", "/") as response:
                assert response.status_code == 200
                assert await chunks_of(response) == (chunks, httpx.RemoteProtocolError)
            while not to.errors:
                await to.ping()
            assert isinstance(to.errors[0], raised) and len(to.errors) == 1

    run(main)


@pytest.mark.parametrize(
    "after", [KeyError, body("more"), start()], ids=["raises", "sends", "starts"]
)
def test_what_fails_after_the_reply_is_no_business_of_the_client(
    wire: OpenWire, after: Any
) -> None:
    async def main() -> None:
        async with wire(script(start(), body("all", False), after)) as to:
            response = await to.http.get("/")
            assert (response.status_code, response.text) == (200, "all")
            await to.errors_are(KeyError if after is KeyError else RuntimeError)

    run(main)


@pytest.mark.parametrize(
    "reply",
    [
        JSONResponse(None, status_code=204),
        JSONResponse({"too": "long"}, status_code=304),
        PlainTextResponse("all", headers={"content-length": "0"}),
    ],
    ids=["204", "304", "of length 0"],
)
def test_a_body_that_is_more_than_was_said_is_not_sent(wire: OpenWire, reply: Response) -> None:
    app = FastAPI()

    @app.get("/")
    async def more() -> Response:
        return reply

    async def main() -> None:
        async with wire(app) as to:
            response = await to.http.get("/")
            assert (response.status_code, response.content) == (reply.status_code, b"")
            while not to.errors:
                await to.ping()

    run(main)


@pytest.mark.parametrize(
    "name, value",
    [
        ("x-summary", "one line\nand another"),
        ("x-summary", "blank at its end "),
        ("no name", "of a header"),
        ("transfer-encoding", "gzip"),
        ("content-length", "many"),
    ],
)
def test_what_is_no_http_is_no_reply(wire: OpenWire, name: str, value: str) -> None:
    app = FastAPI()

    @app.get("/")
    async def odd() -> JSONResponse:
        return JSONResponse({}, headers={name: value})

    async def main() -> None:
        async with wire(app) as to:
            with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
                await to.http.get("/")
            await to.errors_are(h11.LocalProtocolError)

    run(main)


def test_an_exception_in_an_event_stream_looks_like_its_end(wire: OpenWire) -> None:
    app, read = FastAPI(), Flag()

    @app.get("/", response_class=EventSourceResponse)
    async def events() -> AsyncIterator[dict[str, str]]:
        yield {"token": "a"}
        await read.wait()
        raise KeyError

    async def main() -> None:
        async with wire(app) as to, to.http.stream("GET", "/") as response:
            assert response.status_code == 200
            chunks = response.aiter_text()
            assert await anext(chunks) == 'data: {"token":"a"}\n\n'
            read.set()
            rest = [chunk async for chunk in chunks]
            assert rest == []
            await to.errors_are(ExceptionGroup)

    run(main)


def test_a_background_task_outlives_the_reply(wire: OpenWire) -> None:
    app, got, done = FastAPI(), Flag(), Flag()

    @app.get("/")
    async def reply(tasks: BackgroundTasks) -> str:
        async def work() -> None:
            await got.wait()
            done.set()

        tasks.add_task(work)
        return "ok"

    async def main() -> None:
        async with wire(app) as to:
            assert (await to.http.get("/")).json() == "ok"
            assert not done.is_set()
            got.set()
        # To shut down is to wait for it.
        assert done.is_set()

    run(main)


# A client that leaves


@pytest.mark.parametrize("sse", [False, True], ids=["plain stream", "event stream"])
def test_a_stream_is_cancelled_when_the_client_leaves(wire: OpenWire, sse: bool) -> None:
    app, saw, ended = FastAPI(), [], Flag()

    async def tokens() -> AsyncIterator[str]:
        try:
            yield "first"
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            saw.append("cancelled")
            raise
        finally:
            ended.set()

    if sse:
        app.get("/", response_class=EventSourceResponse)(tokens)
    else:
        app.get("/")(lambda: StreamingResponse(tokens()))

    async def main() -> None:
        async with wire(app) as to:
            async with to.http.stream("GET", "/") as response:
                assert "first" in await anext(response.aiter_text())
                assert not ended.is_set()
            await ended.wait()
            assert saw == ["cancelled"]

    run(main)


async def leave(asking: "asyncio.Task[httpx.Response]") -> None:
    asking.cancel()
    await asyncio.wait({asking})
    assert asking.cancelled()


def test_a_plain_reply_runs_to_its_end_when_the_client_leaves(wire: OpenWire) -> None:
    app, began, left, done = FastAPI(), Flag(), Flag(), Flag()

    @app.get("/")
    async def reply() -> str:
        began.set()
        await left.wait()
        done.set()
        return "nobody reads this"

    async def main() -> None:
        async with wire(app) as to:
            asking = asyncio.create_task(to.http.get("/"))
            await began.wait()
            await leave(asking)
            left.set()
            await done.wait()
        assert to.errors == []

    run(main)


def test_an_endpoint_can_watch_for_the_client_to_leave(wire: OpenWire) -> None:
    app, began, noticed = FastAPI(), Flag(), Flag()

    @app.get("/")
    async def reply(request: Request) -> None:
        assert not await request.is_disconnected()
        began.set()
        while not await request.is_disconnected():  # noqa: ASYNC110 (that is how it is used)
            await asyncio.sleep(0)
        noticed.set()

    async def main() -> None:
        async with wire(app) as to:
            asking = asyncio.create_task(to.http.get("/"))
            await began.wait()
            await leave(asking)
            await noticed.wait()

    run(main)


def test_a_message_to_a_client_that_has_left_is_dropped(wire: OpenWire) -> None:
    saw: list[Any] = []
    done = Flag()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "http"
        saw.append(await receive())
        await send(start())
        await send(body("first"))
        saw.append(await receive())
        # Not even the order of messages is looked at any more.
        saw.append(await send(body("second")))
        saw.append(await send(start()))
        saw.append(await receive())
        done.set()

    async def main() -> None:
        async with wire(app) as to:
            async with to.http.stream("GET", "/") as response:
                assert await anext(response.aiter_text()) == "first"
            await done.wait()
        gone = {"type": "http.disconnect"}
        assert saw == [
            {"type": "http.request", "body": b"", "more_body": False},
            gone,
            None,
            None,
            gone,
        ]
        assert to.errors == []

    run(main)


def test_a_sender_held_back_goes_on_when_the_client_leaves(wire: OpenWire) -> None:
    sent = 0
    done = Flag()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        nonlocal sent
        assert scope["type"] == "http"
        await send(start())
        for _ in range(64):
            sent += 1
            await send({**body(""), "body": bytes(1024 * 1024)})
        done.set()

    async def main() -> None:
        async with wire(app) as to:
            async with to.http.stream("GET", "/") as response:
                blocks = response.aiter_raw()
                await anext(blocks)
                await to.ping()
                assert sent < 64
            await done.wait()

    run(main)


def test_the_end_of_the_reply_is_a_disconnect_to_the_app(wire: OpenWire) -> None:
    saw: list[Any] = []
    done = Flag()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "http"
        await receive()
        await send(start())
        await send(body("all", False))
        saw.append(await receive())
        done.set()

    async def main() -> None:
        async with wire(app) as to:
            assert (await to.http.get("/")).text == "all"
            await done.wait()
        assert saw == [{"type": "http.disconnect"}]

    run(main)


# What the app is given


def test_the_scope_is_the_same(wire: OpenWire) -> None:
    scopes: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "http"
        scopes.append(scope)
        await send(start())
        await send(body("", False))

    async def main() -> None:
        async with wire(app) as to:
            to.http.headers.update({"accept-encoding": "identity", "user-agent": "test"})
            doubled = [("X-One", "1"), ("X-One", "2")]
            await to.http.post("/a%20b/%C3%BC?q=%20x&q=2", content=b"12", headers=doubled)
            host = to.http.base_url.netloc
        [scope] = scopes
        port = int(host.rpartition(b":")[2])
        assert isinstance(scope.pop("client")[1], int)
        assert scope == {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "server": ("127.0.0.1", port),
            "scheme": "http",
            "method": "POST",
            "root_path": "",
            "path": "/a b/ü",
            "raw_path": b"/a%20b/%C3%BC",
            "query_string": b"q=%20x&q=2",
            "headers": [
                (b"host", host),
                (b"accept", b"*/*"),
                (b"connection", b"keep-alive"),
                (b"accept-encoding", b"identity"),
                (b"user-agent", b"test"),
                (b"x-one", b"1"),
                (b"x-one", b"2"),
                (b"content-length", b"2"),
            ],
            "state": {},
        }

    run(main)


def test_a_request_body_can_be_streamed(wire: OpenWire) -> None:
    app, first_came = FastAPI(), Flag()

    @app.post("/")
    async def count(request: Request) -> JSONResponse:
        size = 0
        async for piece in request.stream():
            size += len(piece)
            first_came.set()
        return JSONResponse([size, request.headers["transfer-encoding"]])

    async def pieces() -> AsyncIterator[bytes]:
        yield b"first"
        await first_came.wait()
        for _ in range(10):
            yield bytes(100_000)

    async def main() -> None:
        async with wire(app) as to:
            response = await to.http.post("/", content=pieces())
            assert response.json() == [1_000_005, "chunked"]

    run(main)


def test_an_upload_nobody_reads_does_not_hold_the_reply(wire: OpenWire) -> None:
    app = FastAPI()

    @app.post("/")
    async def refuse() -> JSONResponse:
        return JSONResponse("no", 413)

    async def main() -> None:
        async with wire(app) as to:
            response = await to.http.post("/", content=bytes(5_000_000))
            assert (response.status_code, response.json()) == (413, "no")

    run(main)


def test_an_upload_that_breaks_off_is_a_disconnect(wire: OpenWire) -> None:
    app, came, noticed = FastAPI(), Flag(), Flag()

    @app.post("/")
    async def read(request: Request) -> None:
        try:
            async for _ in request.stream():
                came.set()
        finally:
            noticed.set()

    async def pieces() -> AsyncIterator[bytes]:
        yield b"first"
        await came.wait()
        raise KeyError

    async def main() -> None:
        async with wire(app) as to:
            with pytest.raises(KeyError):
                await to.http.post("/", content=pieces())
            await noticed.wait()

    run(main)


def test_context_set_by_the_app_stays_there(wire: OpenWire) -> None:
    who: contextvars.ContextVar[str] = contextvars.ContextVar("who", default="nobody")
    app = FastAPI()

    @app.get("/")
    async def reply() -> str:
        before = who.get()
        who.set("app")
        return before

    async def main() -> None:
        async with wire(app) as to:
            assert [(await to.http.get("/")).json() for _ in range(2)] == ["nobody", "nobody"]
            assert who.get() == "nobody"

    run(main)


def test_requests_overlap(wire: OpenWire) -> None:
    app = FastAPI()
    both = asyncio.Barrier(2)

    @app.get("/")
    async def reply() -> str:
        await both.wait()
        return "met"

    async def main() -> None:
        async with wire(app) as to:
            replies = await asyncio.gather(to.http.get("/"), to.http.get("/"))
            assert [reply.json() for reply in replies] == ["met", "met"]

    run(main)


# Lifespan


def test_the_lifespan_surrounds_the_requests_and_gives_them_its_state(wire: OpenWire) -> None:
    happened: list[str] = []

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        happened.append("startup")
        yield {"numbers": [1]}
        happened.append("shutdown")

    app = FastAPI(lifespan=life)

    @app.get("/")
    async def reply(request: Request) -> list[int]:
        happened.append("request")
        request.state.numbers.append(2)
        request.state.own = "this request's only"
        return request.state.numbers

    @app.get("/own")
    async def own(request: Request) -> bool:
        return hasattr(request.state, "own")

    async def main() -> None:
        async with wire(app) as to:
            assert (await to.http.get("/")).json() == [1, 2]
            assert (await to.http.get("/own")).json() is False
        assert happened == ["startup", "request", "shutdown"]

    run(main)


def failing_lifespan(phase: str) -> FastAPI:
    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        if phase == "startup":
            raise ZeroDivisionError
        yield
        raise ZeroDivisionError

    return FastAPI(lifespan=life)


def test_no_request_is_served_when_the_startup_fails(wire: OpenWire) -> None:
    async def main() -> None:
        # A server can only exit; in this process the app's own exception is raised.
        with pytest.raises((ZeroDivisionError, RuntimeError)) as failure:
            async with wire(failing_lifespan("startup")):
                pytest.fail("the app is served")
        if wire is in_process:
            assert failure.type is ZeroDivisionError
        else:
            assert str(failure.value) == "uvicorn exits with 3"

    run(main)


def test_an_app_without_lifespan_is_served(wire: OpenWire) -> None:
    async def silent(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await send(start())
            await send(body("ok", False))

    async def main() -> None:
        for app in (script(start(), body("ok", False)), silent):
            async with wire(app) as to:
                assert (await to.http.get("/")).text == "ok"

    run(main)


# In this process only


def test_the_app_runs_in_a_copy_of_the_callers_context() -> None:
    who: contextvars.ContextVar[str] = contextvars.ContextVar("who", default="nobody")
    app = FastAPI()

    @app.get("/")
    async def reply() -> str:
        return who.get()

    async def main() -> None:
        async with in_process(app) as to:
            who.set("caller")
            assert (await to.http.get("/")).json() == "caller"

    run(main)


@pytest.mark.parametrize("app", [raises_at_once, fastapi_raises()], ids=["raw", "fastapi"])
def test_what_the_app_raises_before_its_reply_is_raised_in_the_client(app: asgi.ASGIApp) -> None:
    async def main() -> None:
        async with client(app) as http:
            with pytest.raises(ZeroDivisionError) as failure:
                await http.get("/")
            assert failure.traceback[-1].path.name == "test_asgi.py"

    run(main)


def test_what_the_app_raises_in_mid_stream_is_raised_where_the_body_breaks_off() -> None:
    async def main() -> None:
        async with client(script(start(), body("a"), KeyError)) as http:
            async with http.stream("GET", "/") as response:
                assert await chunks_of(response) == (["a"], KeyError)

    run(main)


@pytest.mark.parametrize("app", [raises_cancelled, exits], ids=["CancelledError", "SystemExit"])
def test_what_would_end_the_clients_own_task_is_not_raised_in_it(app: asgi.ASGIApp) -> None:
    async def main() -> None:
        transport = StreamingASGITransport(app)
        response = await transport.handle_async_request(httpx.Request("GET", "http://app/"))
        assert response.status_code == 500
        with pytest.raises(RuntimeError, match=r"CancelledError\(\)|SystemExit\(3\)"):
            await transport.aclose()

    run(main)


def test_what_the_app_raises_after_its_reply_is_raised_at_the_end() -> None:
    async def main() -> None:
        with pytest.raises(RuntimeError, match=r"KeyError\(\), KeyError\(\)") as failure:
            async with client(script(start(), body("all", False), KeyError)) as http:
                assert (await http.get("/")).text == "all"
                assert (await http.get("/")).text == "all"
        assert isinstance(failure.value.__cause__, KeyError)

    run(main)


def test_closing_cancels_what_does_not_finish_in_time() -> None:
    saw: list[str] = []
    began = Flag()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        began.set()
        saw.append((await receive())["type"])
        saw.append((await receive())["type"])
        try:
            await asyncio.Event().wait()
        finally:
            saw.append("cancelled")

    async def main() -> None:
        transport = StreamingASGITransport(app, grace=0)
        request = httpx.Request("GET", "http://app/")
        asking = asyncio.create_task(transport.handle_async_request(request))
        await began.wait()
        await transport.aclose()
        assert saw == ["http.request", "http.disconnect", "cancelled"]
        assert (await asking).status_code == 500
        assert transport.errors == []

    run(main)


def test_closing_says_when_the_app_ignores_its_cancellation() -> None:
    began, over = Flag(), asyncio.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        began.set()
        while not over.is_set():
            try:
                await over.wait()
            except asyncio.CancelledError:
                continue

    async def main() -> None:
        transport = StreamingASGITransport(app, grace=0)
        request = httpx.Request("GET", "http://app/")
        asking = asyncio.create_task(transport.handle_async_request(request))
        await began.wait()
        with pytest.raises(RuntimeError, match="although it was cancelled"):
            await transport.aclose()
        over.set()
        await asking

    run(main)


def test_a_stream_that_is_closed_can_no_longer_be_read() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send(start())
        while (await receive())["type"] != "http.disconnect":
            pass

    async def main() -> None:
        transport = StreamingASGITransport(app)
        response = await transport.handle_async_request(httpx.Request("GET", "http://app/"))
        reading = asyncio.create_task(anext(aiter(response.stream)))
        await asyncio.sleep(0)
        await response.aclose()
        with pytest.raises(httpx.ReadError):
            await reading
        await transport.aclose()

    run(main)


def test_a_read_that_is_cancelled_is_a_client_that_left(wire: OpenWire) -> None:
    app, ended = FastAPI(), Flag()

    async def tokens() -> AsyncIterator[str]:
        try:
            yield "first"
            await asyncio.Event().wait()
        finally:
            ended.set()

    app.get("/")(lambda: StreamingResponse(tokens()))

    async def main() -> None:
        async with wire(app) as to, to.http.stream("GET", "/") as response:
            chunks = response.aiter_raw()
            await anext(chunks)
            reading = asyncio.create_task(anext(chunks))
            await to.ping()
            reading.cancel()
            await ended.wait()

    run(main)


SHORT = httpx.Timeout(None, read=0.01)


async def answers_never(scope: Any, receive: Any, send: Any) -> None:
    assert scope["type"] == "http"
    while (await receive())["type"] != "http.disconnect":
        pass


async def breaks_off_never(scope: Any, receive: Any, send: Any) -> None:
    assert scope["type"] == "http"
    await send(start())
    while (await receive())["type"] != "http.disconnect":
        pass


@pytest.mark.parametrize("app", [answers_never, breaks_off_never], ids=["status", "body"])
def test_a_client_that_waits_too_long_has_left(wire: OpenWire, app: asgi.ASGIApp) -> None:
    async def main() -> None:
        async with wire(app) as to:
            with pytest.raises(httpx.ReadTimeout):
                await to.http.get("/", timeout=SHORT)

    run(main)


def test_an_upload_that_nobody_reads_times_out() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.Event().wait()

    async def main() -> None:
        transport = StreamingASGITransport(app, grace=0)
        async with httpx.AsyncClient(transport=transport, timeout=0.01) as http:
            with pytest.raises(httpx.WriteTimeout):
                await http.post("http://app/", content=bytes(asgi.HIGH_WATER + 1))

    run(main)


def test_a_timeout_of_the_apps_own_is_no_timeout_of_the_client() -> None:
    async def main() -> None:
        async with client(script(start(), body("a"), TimeoutError)) as http:
            with pytest.raises(TimeoutError):
                await http.get("/")

    run(main)


def test_it_can_be_driven_step_by_step_from_another_thread() -> None:
    app, ended = FastAPI(), Flag()

    async def tokens() -> AsyncIterator[str]:
        try:
            yield "first"
            yield "second"
            await asyncio.Event().wait()
        finally:
            ended.set()

    app.get("/")(lambda: StreamingResponse(tokens()))

    def drive(transport: StreamingASGITransport, loop: asyncio.AbstractEventLoop) -> list[bytes]:
        def ship(work: Any) -> Any:
            return asyncio.run_coroutine_threadsafe(work, loop).result(30)

        async def following(chunks: AsyncIterator[bytes]) -> bytes:
            return await anext(chunks)

        response = ship(transport.handle_async_request(httpx.Request("GET", "http://app/")))
        chunks = aiter(response.stream)
        read = [ship(following(chunks)) for _ in range(2)]
        ship(response.stream.aclose())
        ship(ended.wait())
        ship(transport.aclose())
        return read

    async def main() -> None:
        transport = StreamingASGITransport(app)
        read = await asyncio.to_thread(drive, transport, asyncio.get_running_loop())
        assert read == [b"first", b"second"]

    run(main)


def test_a_failing_shutdown_is_raised() -> None:
    async def main() -> None:
        with pytest.raises(ZeroDivisionError):
            async with lifespan(failing_lifespan("shutdown")):
                pass

    run(main)


def test_a_shutdown_that_raises_without_an_answer_is_raised() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        raise ZeroDivisionError

    async def main() -> None:
        with pytest.raises(ZeroDivisionError):
            async with lifespan(app):
                pass

    run(main)


def test_a_lifespan_that_listens_on_for_ever_ends_with_the_shutdown() -> None:
    happened: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        while True:
            phase = (await receive())["type"]
            happened.append(phase)
            await send({"type": f"{phase}.complete"})

    async def main() -> None:
        async with lifespan(app):
            pass
        assert happened == ["lifespan.startup", "lifespan.shutdown"]

    run(main)


def test_the_client_has_the_app_started() -> None:
    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        yield {"model": "small"}

    app = FastAPI(lifespan=life)

    @app.get("/")
    async def reply(request: Request) -> str:
        return request.state.model

    async def main() -> None:
        async with client(app) as http:
            assert (await http.get("/")).json() == "small"

    run(main)


def test_a_lifespan_that_only_says_that_it_failed() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "lifespan.startup.failed", "message": "No database."})
        await receive()
        await receive()

    async def main() -> None:
        with pytest.raises(RuntimeError, match=r"startup failed\. No database\."):
            async with lifespan(app):
                pytest.fail("the app is served")

    run(main)


def test_a_startup_that_is_given_up_leaves_nothing_behind() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.Event().wait()

    async def main() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0), lifespan(app):
                pytest.fail("the app is served")

    run(main)


# The ledger


def test_the_client_lane_tells_what_the_client_saw(wire: OpenWire) -> None:
    app = FastAPI()

    @app.post("/stream")
    async def stream() -> StreamingResponse:
        async def tokens() -> AsyncIterator[bytes]:
            yield b"z\xc3"
            yield b""
            yield b"\xb6"
            await asyncio.Event().wait()

        return StreamingResponse(tokens())

    @app.get("/plain")
    async def plain() -> str:
        return "ok"

    @app.get("/hang")
    async def hang(request: Request) -> None:
        while not await request.is_disconnected():  # noqa: ASYNC110 (that is how it is used)
            await asyncio.sleep(0)

    @app.get("/broken")
    async def broken() -> StreamingResponse:
        async def tokens() -> AsyncIterator[str]:
            yield "a"
            raise KeyError

        return StreamingResponse(tokens())

    async def main() -> None:
        async with wire(app) as to:
            to.http._transport = RecordingTransport(to.http._transport)
            with recording() as run:
                async with to.http.stream("POST", "/stream", content="hi") as response:
                    chunks = response.aiter_raw()
                    await anext(chunks)
                    await anext(chunks)
                await to.http.get("/plain?a=1")
                with pytest.raises(httpx.ReadTimeout):
                    await to.http.get("/hang", timeout=SHORT)
                with pytest.raises(httpx.RemoteProtocolError):
                    await to.http.get("/broken")
                asking = asyncio.create_task(to.http.get("/hang"))
                await to.ping()
                await leave(asking)
        first = run.events[0].call
        told = [(event.call - first, event.kind, event.detail) for event in run.events]
        timed_out = told.pop(10)
        broke_off = told.pop(13)
        assert timed_out[:2] == (2, "error") and "ReadTimeout" in timed_out[2]["message"]
        assert broke_off[:2] == (3, "error") and "RemoteProtocol" in broke_off[2]["message"]
        assert {event.lane for event in run.events} == {"client"}
        assert told == [
            (0, "sent", {"label": "POST /stream", "body": "hi"}),
            (0, "status", {"status": 200}),
            (0, "chunk", {"text": "z"}),
            (0, "chunk", {"text": "ö"}),
            (0, "left", {}),
            (1, "sent", {"label": "GET /plain?a=1", "body": ""}),
            (1, "status", {"status": 200}),
            (1, "chunk", {"text": '"ok"'}),
            (1, "done", {}),
            (2, "sent", {"label": "GET /hang", "body": ""}),
            (3, "sent", {"label": "GET /broken", "body": ""}),
            (3, "status", {"status": 200}),
            (3, "chunk", {"text": "a"}),
            (4, "sent", {"label": "GET /hang", "body": ""}),
            (4, "left", {}),
        ]

    run(main)


def test_a_streamed_upload_is_recorded_without_its_body() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"later"

    async def main() -> None:
        with recording() as run:
            async with client(script(start(), body("ok", False))) as http:
                assert (await http.post("/", content=pieces())).text == "ok"
        assert run.of("client", "sent")[0].detail == {"label": "POST /", "body": ""}

    run(main)
