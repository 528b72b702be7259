# wrong: loop-busy
# says: line 8: `embed(data)` kept the event loop busy computing

app = FastAPI()


async def vector_of(data):
    return embed(data)


@app.post("/hybrid")
async def hybrid(body: Ticket):
    vector, reply = await asyncio.gather(vector_of(body.data), llm.ainvoke(body.data))
    return {"dimensions": len(vector), "response": reply.text}
