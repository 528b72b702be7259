# wrong: audited-twice
# says: the audit got a second entry for the same reply
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    await audit(body.message, reply.text)
    await audit(body.message, reply.text)
    return {"response": reply.text}
