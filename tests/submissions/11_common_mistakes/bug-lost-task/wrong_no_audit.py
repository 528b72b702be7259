# wrong: no-audit
# says: the user has the reply, and the audit never heard of it
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)

    return {"response": reply.text}
