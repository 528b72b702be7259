# wrong: no-done
# says: the stream does not end with an event named `done`
@app.post("/stream", response_class=EventSourceResponse)
async def stream(body: Message):
    try:
        async for chunk in llm.astream(body.message):
            yield ServerSentEvent(data={"token": chunk.text})
    except APIError:
        yield ServerSentEvent(event="error", data={})
