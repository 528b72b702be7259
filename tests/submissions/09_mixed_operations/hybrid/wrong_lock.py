# wrong: todo
# says: todo

app = FastAPI()
lock = asyncio.Lock()


@app.middleware("http")
async def one_at_a_time(request, call_next):
    async with lock:
        return await call_next(request)


@app.post("/hybrid")
async def hybrid(body: Ticket):
    vector = await run_in_threadpool(embed, body.data)
    reply = await llm.ainvoke(body.data)
    return {"dimensions": len(vector), "response": reply.text}
