# wrong: missing-await
# says: line 13 never awaits `ask(body.message)`
async def ask(message):
    reply = await llm.ainvoke(message)
    return reply.text


app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    return {"response": ask(body.message)}
