# wrong: unfinished-event
# says: the events run into one: the blank line that ends each is missing

import json

app = FastAPI()


@app.post("/stream-sse")
async def stream_sse(body: Message):
    async def frames():
        async for chunk in llm.astream(body.message):
            yield f"data: {json.dumps({'token': chunk.text})}\n"
        yield "event: done\ndata: {}\n\n"

    return StreamingResponse(frames(), media_type="text/event-stream")
