# wrong: wrong-content-type
# says: `POST /stream` sends text/plain, not text/event-stream
from fastapi.responses import StreamingResponse


@app.post("/stream")
async def stream(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
