# wrong: no-error
# says: the event `error` is never finished, so a browser drops it

import json

app = FastAPI()


@app.post("/fail-midway")
async def fail_midway(body: Message):
    async def frames():
        try:
            async for chunk in llm.astream(body.message):
                yield f"data: {json.dumps({'token': chunk.text})}\n\n"
        except APIError:
            yield 'event: error\ndata: {"message": "It broke off."}\n'
        else:
            yield "event: done\ndata: {}\n\n"

    return StreamingResponse(frames(), media_type="text/event-stream")
