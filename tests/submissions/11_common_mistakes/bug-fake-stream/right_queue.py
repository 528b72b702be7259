# right: a task that feeds a queue
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    queue = asyncio.Queue(1)

    async def feed():
        async for chunk in llm.astream(body.message):
            await queue.put(chunk.text)
        await queue.put(None)

    async def tokens():
        async with asyncio.TaskGroup() as group:
            group.create_task(feed())
            while (piece := await queue.get()) is not None:
                yield piece

    return StreamingResponse(tokens(), media_type="text/plain")
