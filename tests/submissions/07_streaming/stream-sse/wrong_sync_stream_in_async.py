# wrong: loop-held
# says: line 9: `for chunk in llm.stream(body.message):` held the event loop while others waited

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    for chunk in llm.stream(body.message):
        yield {"token": chunk.text}
    yield ServerSentEvent(event="done", data={})
