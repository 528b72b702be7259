# wrong: wrong-type
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    return {"response": reply}
