# wrong: never-answers
# says: line 12: `async for chunk in llm.astream(body.mes…` waits for something that never comes

app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
async def fail_midway(body: Message):
    queue = asyncio.Queue()

    async def produce():
        async for chunk in llm.astream(body.message):
            await queue.put({"token": chunk.text})
        await queue.put(ServerSentEvent(event="done", data={}))

    producing = asyncio.create_task(produce())
    while True:
        event = await queue.get()
        yield event
        if isinstance(event, ServerSentEvent):
            return
