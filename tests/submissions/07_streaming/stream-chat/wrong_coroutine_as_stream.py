# wrong: missing-await
# says: line 12 never awaits `tokens()`

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        return [chunk.text async for chunk in llm.astream(body.message)]

    return StreamingResponse(tokens(), media_type="text/plain")
