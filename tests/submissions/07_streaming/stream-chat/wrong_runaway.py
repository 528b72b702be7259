# wrong: runaway
# says: `POST /stream-chat` streams without end

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        while True:
            async for chunk in llm.astream(body.message):
                yield chunk.text
                while chunk.text:
                    yield chunk.text
                    await asyncio.sleep(0)

    return StreamingResponse(tokens(), media_type="text/plain")
