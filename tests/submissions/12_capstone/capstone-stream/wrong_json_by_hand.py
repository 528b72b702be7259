# wrong: wrong-event
# says: an event holds `{"token": " "so""}`, not {"token": …} as JSON
from fastapi.responses import StreamingResponse


@app.post("/stream")
async def stream(body: Message):
    async def frames():
        try:
            async for chunk in llm.astream(body.message):
                yield f'data: {{"token": "{chunk.text}"}}\n\n'
        except APIError:
            yield "event: error\ndata: {}\n\n"
        else:
            yield "event: done\ndata: {}\n\n"

    return StreamingResponse(frames(), media_type="text/event-stream")
