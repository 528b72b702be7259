# wrong: wrong-content-type
# says: `POST /stream-sse` sends application/jsonl, not text/event-stream

app = FastAPI()


@app.post("/stream-sse")
async def stream_sse(body: Message):
    async for chunk in llm.astream(body.message):
        yield {"token": chunk.text}
