"""The offline model's routes: OpenAI's chat completions, embeddings and models."""

import json
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from autograder.gates import Answer, Call
from autograder.offline_model import protocol, replies, vectors
from autograder.offline_model.conversation import check_messages, is_message
from autograder.offline_model.prompt import text_of
from autograder.offline_model.protocol import Refusal
from autograder.offline_model.validation import (
    CHAT_MODEL,
    check_chat,
    embedding_texts,
    unknown_model,
    vector_size,
)
from autograder.service import Delivery, Pace

if TYPE_CHECKING:
    from autograder.offline_model import OfflineModel

KEY = "offline"
JSON = {"content-type": "application/json"}
EVENTS = {"content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache"}


def build_app(model: "OfflineModel") -> FastAPI:
    """The app that answers for `model`."""
    app = FastAPI(title="The offline model", openapi_url=None)

    @app.exception_handler(Refusal)
    async def refuse(request: Request, refusal: Refusal) -> Response:
        return Response(refusal.body, refusal.status, JSON)

    @app.exception_handler(HTTPException)
    async def refuse_request(request: Request, wrong: HTTPException) -> Response:
        if wrong.status_code == 413:
            return Response(protocol.error(413, wrong.detail), 413, JSON)
        message = (
            f"Invalid URL ({request.method} {request.url.path}). The offline model speaks "
            "/v1/chat/completions, /v1/embeddings and /v1/models."
        )
        body = protocol.error(wrong.status_code, message, code="unknown_url")
        return Response(body, wrong.status_code, JSON)

    @app.post("/v1/chat/completions")
    async def chat_completions(request: Request) -> Response:
        body = await read_body(request)
        stream = bool(body.get("stream"))
        call = model.arrive(request, body, chat_prompt(body), stream=stream)
        try:
            check_key(request)
            check_chat(body)
            check_messages(body.get("messages"))
            answer = call.answer or model.lesson_answer(call, replies.reply(body))
        except Refusal as refusal:
            return refused(call, refusal)
        except Exception as failure:  # a client would try a status of 500 again, to no avail
            return refused(call, Refusal(400, f"The offline model failed: {failure!r}"))
        return deliver(model, call, answer)

    @app.post("/v1/embeddings")
    async def embeddings(request: Request) -> Response:
        body = await read_body(request)
        texts = embedding_texts(body.get("input"))
        call = model.arrive(request, body, "\n".join(texts))
        try:
            check_key(request)
            size = vector_size(body)
        except Refusal as refusal:
            return refused(call, refusal)
        answer = call.answer or model.lesson_answer(call, Answer())
        if answer.status != 200:
            return deliver(model, call, answer)
        content = protocol.embeddings(
            body["model"],
            texts,
            [vectors.embed(text, size) for text in texts],
            as_base64=body.get("encoding_format") == "base64",
        )
        return Delivery(call, model.pace_of(call), head(call, JSON), content, breaks=answer.breaks)

    @app.get("/v1/models")
    async def models(request: Request) -> Response:
        check_key(request)
        names = [*protocol.CHAT_MODELS, *protocol.EMBEDDING_MODELS]
        cards = [protocol.model_card(name) for name in names]
        return Response(protocol.dump({"object": "list", "data": cards}), headers=JSON)

    @app.get("/v1/models/{name}")
    async def one_model(request: Request, name: str) -> Response:
        check_key(request)
        if not CHAT_MODEL.match(name) and name not in protocol.EMBEDDING_MODELS:
            raise unknown_model(name)
        return Response(protocol.dump(protocol.model_card(name)), headers=JSON)

    return app


def deliver(model: "OfflineModel", call: Call, answer: Answer) -> Delivery:
    """`answer` on its way to the caller of `call`: an error, a stream or a plain reply."""
    pace = model.pace_of(call)
    if answer.status != 200:
        body = protocol.error(answer.status, answer.text)
        return Delivery(call, pace, head(call, JSON) | answer.headers, body, status=answer.status)
    usage = protocol.usage_of(call.prompt, answer)
    if call.stream:
        options = call.body.get("stream_options") or {}
        with_usage = bool(options.get("include_usage"))
        return Delivery(
            call,
            pace,
            head(call, EVENTS) | answer.headers,
            protocol.stream_end(call, answer, with_usage, usage),
            parts=protocol.chunks(call, answer, with_usage),
            breaks=answer.breaks,
        )
    whole = Pace(pace.latency + pace.token * len(answer.pieces))
    body = protocol.completion(call, answer, usage)
    return Delivery(call, whole, head(call, JSON) | answer.headers, body, breaks=answer.breaks)


def head(call: Call, usual: dict[str, str]) -> dict[str, str]:
    """The headers of a reply to `call`: the `usual` ones, and the name OpenAI gives a request."""
    return usual | {"x-request-id": f"req_{call.number}"}


def refused(call: Call, refusal: Refusal) -> Delivery:
    call.refusal = str(refusal)
    return Delivery(call, Pace(), head(call, JSON), refusal.body, status=refusal.status)


async def read_body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise Refusal(400, "We could not parse the JSON body of your request.") from None
    if not isinstance(body, dict):
        raise Refusal(400, "The body of your request is not a JSON object.")
    return body


def check_key(request: Request) -> None:
    """Raise `Refusal` unless the request brings the offline model's key."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key:
        raise Refusal(401, "You didn't provide an API key.", code="missing_api_key")
    if key != KEY:
        raise Refusal(401, f"Incorrect API key provided: {key[:3]}***. Here it is {KEY!r}.")


def chat_prompt(body: dict[str, Any]) -> str:
    """The text of all messages, a line each at least."""
    messages = body.get("messages")
    if not isinstance(messages, list):
        return ""
    return "\n".join(text_of(message) for message in messages if is_message(message))
