# right: a router, a response class, lines that end as HTTP's do
import json

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

router = APIRouter()


class Events(StreamingResponse):
    media_type = "text/event-stream"


async def told(message: str):
    ending = "done"
    try:
        async for chunk in llm.astream(message):
            yield "data: " + json.dumps({"token": chunk.text}) + "\r\n\r\n"
    except Exception:
        ending = "error"
    yield f"event: {ending}\r\ndata: {{}}\r\n\r\n"


@router.post("/stream", response_class=Events)
async def stream(body: Message):
    return Events(told(body.message))


app.include_router(router)
