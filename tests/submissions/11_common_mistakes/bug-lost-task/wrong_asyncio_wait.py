# wrong: failure-silent
# says: the audit failed, and the user got the reply all the same
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    await asyncio.wait([asyncio.create_task(audit(body.message, reply.text))])
    return {"response": reply.text}
