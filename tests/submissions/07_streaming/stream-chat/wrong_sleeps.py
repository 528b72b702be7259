# wrong: loop-held
# says: line 13: `sleep(0.5)` held the event loop while others waited

from time import sleep

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            sleep(0.5)
            yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
