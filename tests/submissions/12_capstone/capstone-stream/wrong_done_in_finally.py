# wrong: done-after-error
# says: the model broke off, and the stream still said `done`
@app.post("/stream", response_class=EventSourceResponse)
async def stream(body: Message):
    try:
        async for chunk in llm.astream(body.message):
            yield ServerSentEvent(data={"token": chunk.text})
    except APIError:
        yield ServerSentEvent(event="error", data={})
    finally:
        yield ServerSentEvent(event="done", data={})
