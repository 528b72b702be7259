# wrong: ?
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.invoke(body.message)
    return {"response": reply.text}
