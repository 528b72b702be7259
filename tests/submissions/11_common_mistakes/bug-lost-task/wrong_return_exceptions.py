# wrong: failure-silent
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    await asyncio.gather(audit(body.message, reply.text), return_exceptions=True)
    return {"response": reply.text}
