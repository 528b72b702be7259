# right: the agent's tokens, in a task that the generator ends
@app.post("/stream", response_class=EventSourceResponse)
async def stream(body: Message) -> AsyncIterator[ServerSentEvent]:
    question = {"messages": [("user", body.message)]}
    queue: asyncio.Queue[ServerSentEvent | None] = asyncio.Queue()

    async def run() -> None:
        try:
            async for chunk, _ in agent.astream(question, stream_mode="messages"):
                if chunk.text:
                    queue.put_nowait(ServerSentEvent(data={"token": chunk.text}))
            queue.put_nowait(ServerSentEvent(event="done", data={}))
        except APIError:
            queue.put_nowait(ServerSentEvent(event="error", data={}))
        finally:
            queue.put_nowait(None)

    running = asyncio.create_task(run())
    try:
        while (event := await queue.get()) is not None:
            yield event
    finally:
        running.cancel()
