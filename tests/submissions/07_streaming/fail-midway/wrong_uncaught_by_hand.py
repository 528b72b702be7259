# wrong: no-error
# says: the model broke off, and your stream broke off with it

import json

app = FastAPI()


@app.post("/fail-midway")
async def fail_midway(body: Message):
    async def frames():
        async for chunk in llm.astream(body.message):
            yield f"data: {json.dumps({'token': chunk.text})}\n\n"
        yield "event: done\ndata: {}\n\n"

    return StreamingResponse(frames(), media_type="text/event-stream")
