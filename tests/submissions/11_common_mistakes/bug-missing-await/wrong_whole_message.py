# wrong: wrong-type
# says: `response` is an object, and the model's text is asked for
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    return {"response": reply}
