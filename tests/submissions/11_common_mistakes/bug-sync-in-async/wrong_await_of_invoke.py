# wrong: loop-held
# says: line 8: `llm.invoke(body.message)` held the event loop while others waited
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.invoke(body.message)
    return {"response": reply.text}
