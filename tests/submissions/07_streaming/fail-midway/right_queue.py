# right: a producer task puts tokens and its ending into a queue

app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
async def fail_midway(body: Message):
    queue = asyncio.Queue()

    async def produce():
        try:
            async for chunk in llm.astream(body.message):
                queue.put_nowait(ServerSentEvent(data={"token": chunk.text}))
            queue.put_nowait(ServerSentEvent(event="done", data={}))
        except APIError:
            queue.put_nowait(ServerSentEvent(event="error", data={}))

    async with asyncio.TaskGroup() as group:
        group.create_task(produce())
        while True:
            event = await queue.get()
            yield event
            if event.event:
                return
