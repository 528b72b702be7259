# wrong: loop-busy
# says: line 10: `while reply is None:` kept the event loop busy computing

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    reply = None
    while reply is None:
        pass
    return {"response": reply}
