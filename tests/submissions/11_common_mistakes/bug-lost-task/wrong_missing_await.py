# wrong: missing-await
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    audit(body.message, reply.text)
    return {"response": reply.text}
