# wrong: no-done
# says: the event `done` is never finished, so a browser drops it

import json

app = FastAPI()


@app.post("/stream-sse")
async def stream_sse(body: Message):
    async def frames():
        async for chunk in llm.astream(body.message):
            yield f"data: {json.dumps({'token': chunk.text})}\n\n"
        yield "event: done\ndata: {}\n"

    return StreamingResponse(frames(), media_type="text/event-stream")
