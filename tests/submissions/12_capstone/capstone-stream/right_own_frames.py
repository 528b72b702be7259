# right: frames made by hand over the SDK's stream
import json

from fastapi.responses import StreamingResponse


def frame(event: str, data: dict) -> str:
    return f"event: {event}\ndata: {json.dumps(data)}\n\n"


@app.post("/stream")
async def stream(body: Message) -> StreamingResponse:
    async def frames():
        try:
            async with await app.state.openai_client.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
            ) as chunks:
                async for chunk in chunks:
                    for choice in chunk.choices:
                        if choice.delta.content:
                            yield frame("token", {"token": choice.delta.content})
        except APIError as error:
            yield frame("error", {"message": str(error)})
            return
        yield frame("done", {})

    return StreamingResponse(frames(), media_type="text/event-stream")
