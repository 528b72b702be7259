# wrong: no-error
# says: the model broke off, and your stream ended as if all were well
@app.post("/stream", response_class=EventSourceResponse)
async def stream(body: Message):
    async for chunk in llm.astream(body.message):
        yield ServerSentEvent(data={"token": chunk.text})
    yield ServerSentEvent(event="done", data={})
