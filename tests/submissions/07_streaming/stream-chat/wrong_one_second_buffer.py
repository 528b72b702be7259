# wrong: collects
# says: the model has sent 2 tokens, but the client has nothing

import time

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        buffer, sent_at = "", time.monotonic()
        async for chunk in llm.astream(body.message):
            buffer += chunk.text
            if time.monotonic() - sent_at >= 1:
                yield buffer
                buffer, sent_at = "", time.monotonic()
        yield buffer

    return StreamingResponse(tokens(), media_type="text/plain")
