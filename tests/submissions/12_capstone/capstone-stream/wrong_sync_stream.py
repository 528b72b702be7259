# wrong: loop-held
# says: line 5: `for chunk in llm.stream(body.message):` held the event loop while others waited
@app.post("/stream", response_class=EventSourceResponse)
async def stream(body: Message):
    for chunk in llm.stream(body.message):
        yield ServerSentEvent(data={"token": chunk.text})
    yield ServerSentEvent(event="done", data={})
