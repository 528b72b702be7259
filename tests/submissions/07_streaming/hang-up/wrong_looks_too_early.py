# wrong: keeps-paying
# says: the client has left, and the model is still working for it

app = FastAPI()


@app.post("/long")
async def long(body: Message, request: Request):
    if await request.is_disconnected():
        return {}
    reply = await llm.ainvoke(body.message)
    return {"response": reply.text}
