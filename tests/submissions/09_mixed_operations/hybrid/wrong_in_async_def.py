# wrong: loop-busy
# says: line 9: `embed(body.data)` kept the event loop busy computing

app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    vector = embed(body.data)
    reply = await llm.ainvoke(body.data)
    return {"dimensions": len(vector), "response": reply.text}
