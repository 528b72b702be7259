# wrong: asks-again
# says: the client has left, and your app asks the model again for it

app = FastAPI()


async def ask(message):
    for _ in range(3):
        try:
            return await llm.ainvoke(message)
        except BaseException:
            continue


@app.post("/long")
async def long(body: Message, request: Request):
    task = asyncio.create_task(ask(body.message))
    leaving = asyncio.create_task(request.receive())
    await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
    if leaving.done():
        task.cancel()
    leaving.cancel()
    reply = await task
    return {"response": reply.text}
