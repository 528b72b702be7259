# wrong: missing-await
# says: line 10 never awaits `request.is_disconnected()`

app = FastAPI()


@app.post("/long")
async def long(body: Message, request: Request):
    reply = llm.ainvoke(body.message)
    if request.is_disconnected():
        return {}
    return {"response": reply.text}
