# right: awaits the audit
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    await audit(body.message, reply.text)
    return {"response": reply.text}
