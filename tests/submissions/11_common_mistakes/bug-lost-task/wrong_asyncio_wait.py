# wrong: failure-silent
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    await asyncio.wait([asyncio.create_task(audit(body.message, reply.text))])
    return {"response": reply.text}
