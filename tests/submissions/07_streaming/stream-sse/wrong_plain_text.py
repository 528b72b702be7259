# wrong: wrong-content-type
# says: `POST /stream-sse` sends text/plain, not text/event-stream

app = FastAPI()


@app.post("/stream-sse")
async def stream_sse(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
