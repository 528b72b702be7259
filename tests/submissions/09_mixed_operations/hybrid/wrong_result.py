# wrong: loop-held
# says: line 12: `pool.submit(embed, body.data).result()` held the event loop while others waited

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor()
app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    vector = pool.submit(embed, body.data).result()
    reply = await llm.ainvoke(body.data)
    return {"dimensions": len(vector), "response": reply.text}
