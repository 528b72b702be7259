# right: anyio's memory stream and a task group

import anyio

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    send, receive = anyio.create_memory_object_stream(1)

    async def produce():
        async with send:
            async for chunk in llm.astream(body.message):
                await send.send({"token": chunk.text})

    async with receive, asyncio.TaskGroup() as group:
        producer = group.create_task(produce())
        async for item in receive:
            yield item
    yield ServerSentEvent(event="done", data={})
