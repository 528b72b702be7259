# wrong: wrong-audit
# says: the audit's entry does not hold both the user's message and the reply
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    await audit(body.message, "")
    return {"response": reply.text}
