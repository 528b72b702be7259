# right: starts a task and awaits it
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    entry = asyncio.create_task(audit(body.message, reply.text))
    await entry
    return {"response": reply.text}
