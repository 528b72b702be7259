# wrong: failure-silent
# says: the audit failed, and the user got the reply all the same
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    await asyncio.gather(audit(body.message, reply.text), return_exceptions=True)
    return {"response": reply.text}
