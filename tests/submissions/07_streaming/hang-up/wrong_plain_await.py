# wrong: keeps-paying
# says: the client has left, and the model is still working for it

app = FastAPI()


@app.post("/long")
async def long(body: Message):
    reply = await llm.ainvoke(body.message)
    return {"response": reply.text}
