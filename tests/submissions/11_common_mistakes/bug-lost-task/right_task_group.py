# right: a TaskGroup waits for it and raises its error
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    async with asyncio.TaskGroup() as group:
        group.create_task(audit(body.message, reply.text))
    return {"response": reply.text}
