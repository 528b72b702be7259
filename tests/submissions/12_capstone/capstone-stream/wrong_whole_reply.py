# wrong: not-asked-to-stream
# says: the model was asked for a whole reply, not for a stream
@app.post("/stream", response_class=EventSourceResponse)
async def stream(body: Message):
    reply = await llm.ainvoke(body.message)
    for word in reply.text.split():
        yield ServerSentEvent(data={"token": word})
    yield ServerSentEvent(event="done", data={})
