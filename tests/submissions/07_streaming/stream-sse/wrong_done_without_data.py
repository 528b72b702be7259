# wrong: no-done
# says: the event `done` has no `data:` line, so a browser drops it

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    async for chunk in llm.astream(body.message):
        yield ServerSentEvent(data={"token": chunk.text})
    yield ServerSentEvent(event="done")
