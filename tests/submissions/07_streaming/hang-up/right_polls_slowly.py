# right: a watcher task that looks once a second and cancels

app = FastAPI()


async def watch(request: Request, task: asyncio.Task):
    while not await request.is_disconnected():
        await asyncio.sleep(1)
    task.cancel()


@app.post("/long")
async def long(body: Message, request: Request):
    task = asyncio.create_task(llm.ainvoke(body.message))
    watcher = asyncio.create_task(watch(request, task))
    try:
        reply = await task
    except asyncio.CancelledError:
        return {"response": None}
    finally:
        watcher.cancel()
    return {"response": reply.content}
