# wrong: no-done
# says: the stream does not end with an event named `done`

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    async for chunk in llm.astream(body.message):
        yield {"token": chunk.text}
