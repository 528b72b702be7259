# wrong: wrong-event
# says: an event named `start` holds no `token`, and does not end the stream

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    yield ServerSentEvent(event="start", data={})
    async for chunk in llm.astream(body.message):
        yield {"token": chunk.text}
    yield ServerSentEvent(event="done", data={})
