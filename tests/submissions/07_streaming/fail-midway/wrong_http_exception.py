# wrong: no-error
# says: the model broke off, and your stream broke off with it

import json

from fastapi import HTTPException

app = FastAPI()


@app.post("/fail-midway")
async def fail_midway(body: Message):
    async def frames():
        try:
            async for chunk in llm.astream(body.message):
                yield f"data: {json.dumps({'token': chunk.text})}\n\n"
            yield "event: done\ndata: {}\n\n"
        except APIError:
            raise HTTPException(502, "the model broke off")

    return StreamingResponse(frames(), media_type="text/event-stream")
