# wrong: missing-await
# says: line 9 never awaits `audit(body.message, reply.text)`
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    audit(body.message, reply.text)
    return {"response": reply.text}
