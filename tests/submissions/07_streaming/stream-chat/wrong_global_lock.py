# wrong: one-by-one
# says: only 1 of 3 calls reached the model while it held its replies

app = FastAPI()
lock = asyncio.Lock()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        async with lock:
            async for chunk in llm.astream(body.message):
                yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
