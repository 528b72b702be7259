# wrong: wrong-event
# says: an event holds `"meadow27"`: not an object with `token`

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    async for chunk in llm.astream(body.message):
        if chunk.text:
            yield ServerSentEvent(data=chunk.text)
    yield ServerSentEvent(event="done", data={})
