# wrong: no-error
# says: the event `error` has no `data:` line, so a browser drops it
@app.post("/stream", response_class=EventSourceResponse)
async def stream(body: Message):
    try:
        async for chunk in llm.astream(body.message):
            yield ServerSentEvent(data={"token": chunk.text})
    except APIError:
        yield ServerSentEvent(event="error")
    else:
        yield ServerSentEvent(event="done", data={})
