# wrong: todo
# says: todo

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor()
app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    vector = pool.submit(embed, body.data).result()
    reply = await llm.ainvoke(body.data)
    return {"dimensions": len(vector), "response": reply.text}
