# wrong: todo
# says: todo

app = FastAPI()


async def vector_of(data):
    return embed(data)


@app.post("/hybrid")
async def hybrid(body: Ticket):
    vector, reply = await asyncio.gather(vector_of(body.data), llm.ainvoke(body.data))
    return {"dimensions": len(vector), "response": reply.text}
