# wrong: keeps-paying
# says: the client has left, and your app still reads the model's stream
@app.post("/stream", response_class=EventSourceResponse)
async def stream(body: Message):
    queue = asyncio.Queue()

    async def read():
        try:
            async for chunk in llm.astream(body.message):
                queue.put_nowait(ServerSentEvent(data={"token": chunk.text}))
            queue.put_nowait(ServerSentEvent(event="done", data={}))
        except APIError:
            queue.put_nowait(ServerSentEvent(event="error", data={}))
        queue.put_nowait(None)

    app.state.reading = asyncio.create_task(read())
    while (event := await queue.get()) is not None:
        yield event
