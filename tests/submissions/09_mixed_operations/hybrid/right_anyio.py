# right: asks first, then computes in one of AnyIO's threads

import anyio.to_thread

app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    reply = await llm.ainvoke(body.data)
    vector = await anyio.to_thread.run_sync(embed, body.data)
    return {"dimensions": len(vector), "response": reply.text}
