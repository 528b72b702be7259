# wrong: no-error
# says: the model broke off, and your stream broke off with it

import json

from fastapi.responses import JSONResponse

app = FastAPI()


async def frames(message):
    async for chunk in llm.astream(message):
        yield f"data: {json.dumps({'token': chunk.text})}\n\n"
    yield "event: done\ndata: {}\n\n"


@app.post("/fail-midway")
async def fail_midway(body: Message):
    try:
        return StreamingResponse(frames(body.message), media_type="text/event-stream")
    except APIError:
        return JSONResponse({"error": "the model broke off"}, status_code=500)
