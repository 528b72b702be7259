# wrong: wrong-audit
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    await audit(body.message, "")
    return {"response": reply.text}
