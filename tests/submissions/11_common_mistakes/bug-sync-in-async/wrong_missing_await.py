# wrong: missing-await
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = llm.ainvoke(body.message)
    return {"response": reply.text}
