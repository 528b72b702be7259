# wrong: keeps-paying
# says: the client has left, and the model is still working for it

app = FastAPI()


async def ask(message):
    asking = asyncio.create_task(llm.ainvoke(message))
    while True:
        try:
            return await asyncio.shield(asking)
        except asyncio.CancelledError:
            continue


@app.post("/long")
async def long(body: Message, request: Request):
    task = asyncio.create_task(ask(body.message))
    while not task.done():
        if await request.is_disconnected():
            task.cancel()
        await asyncio.sleep(0.05)
    return {"response": task.result().text}
