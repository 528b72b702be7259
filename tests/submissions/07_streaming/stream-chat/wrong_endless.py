# wrong: loop-busy
# says: line 12: `while True:` kept the event loop busy computing

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            yield chunk.text
        while True:
            pass

    return StreamingResponse(tokens(), media_type="text/plain")
