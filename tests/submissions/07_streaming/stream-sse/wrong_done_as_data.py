# wrong: no-done
# says: `[DONE]` came as data, not in an event named `done`

import json

app = FastAPI()


@app.post("/stream-sse")
async def stream_sse(body: Message):
    async def frames():
        async for chunk in llm.astream(body.message):
            yield f"data: {json.dumps({'token': chunk.text})}\n\n"
        yield "data: [DONE]\n\n"

    return StreamingResponse(frames(), media_type="text/event-stream")
