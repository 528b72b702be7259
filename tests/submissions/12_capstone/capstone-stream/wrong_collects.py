# wrong: collects
# says: the model has sent 2 tokens, but the client has nothing
@app.post("/stream", response_class=EventSourceResponse)
async def stream(body: Message):
    for token in [chunk.text async for chunk in llm.astream(body.message)]:
        yield ServerSentEvent(data={"token": token})
    yield ServerSentEvent(event="done", data={})
