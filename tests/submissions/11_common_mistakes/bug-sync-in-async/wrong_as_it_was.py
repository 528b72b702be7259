# wrong: loop-held
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = llm.invoke(body.message)
    return {"response": reply.text}
