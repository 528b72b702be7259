# wrong: wrong-event
# says: an event holds `{"text": ""}`: an object without `token`

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    async for chunk in llm.astream(body.message):
        yield {"text": chunk.text}
    yield ServerSentEvent(event="done", data={})
