"""The archive's service: what it answers, held and paced like the offline model."""

import json
from contextlib import AbstractContextManager
from typing import Any

from fastapi import FastAPI, Request, Response

from autograder.gates import Answer, Call
from autograder.service import Delivery, Pace, Service

JSON = {"content-type": "application/json"}

ROUNDS = 10  # that `autograder.heavy` computes for one call in a lesson

TEXTS = {
    "streaming": "A streamed reply reaches its reader piece by piece.",
    "event-loop": "The event loop runs one task at a time and switches at every await.",
    "threads": "A blocking call belongs in a thread, where it holds up nobody else.",
    "opening-hours": "The archive is open from nine to five.",
}


class BlockingService(Service):
    """The archive's server, and what a lesson may ask of it."""

    def __init__(self) -> None:
        super().__init__("service", build_app(self))

    def pace(self, latency: float = 0.0) -> AbstractContextManager[object]:
        """Take `latency` seconds before each reply, from now on or within a `with` block only.

        Checks never wait.
        """
        return self._set_pace(Pace(latency))


def build_app(service: BlockingService) -> FastAPI:
    """The app that answers for `service`."""
    app = FastAPI(title="The archive", openapi_url=None)

    @app.post("/process")
    async def process(request: Request) -> Response:
        body = await request.json()
        data = body.get("data")
        if not isinstance(data, str):
            return Response('{"error": "What to process is not a text."}', 400, JSON)
        call = service.arrive(request, body, data)
        return deliver(service, call, {"result": processed(data)})

    @app.get("/lookup/{key:path}")
    async def lookup(request: Request, key: str) -> Response:
        call = service.arrive(request, {"key": key}, key)
        return deliver(service, call, record_of(key))

    @app.post("/compute")
    async def compute(request: Request) -> Response:
        body = await request.json()
        call = service.arrive(request, body, body["text"])
        return deliver(service, call, {"rounds": 1 if call.probed else ROUNDS})

    return app


def deliver(service: BlockingService, call: Call, own: dict[str, Any] | None) -> Delivery:
    """The reply to `call`: its scripted answer, else the service's own, else a 404."""
    answer = call.answer
    if answer is None and own is None:
        answer = Answer(("The archive has no such record.",), status=404)
    elif answer is None:
        answer = Answer((json.dumps(own),))
    text = answer.text if answer.status == 200 else json.dumps({"error": answer.text})
    return Delivery(
        call,
        service.pace_of(call),
        JSON | answer.headers,
        text.encode(),
        status=answer.status,
        breaks=answer.breaks,
    )


def processed(data: str) -> str:
    words = data.lower().split()
    return f"{' '.join(words)} ({len(words)} word{'' if len(words) == 1 else 's'})"


def record_of(key: str) -> dict[str, Any] | None:
    """A record for every key but those that start with "missing"."""
    if key.startswith("missing"):
        return None
    title = key.replace("-", " ").replace("_", " ").capitalize()
    text = TEXTS.get(key, f"The archive keeps one page about {title.lower()}.")
    return {"key": key, "title": title, "text": text}
