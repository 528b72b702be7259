# wrong: missing-await
# says: line 9 never awaits `run_in_threadpool(embed, body.data)`

app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    vector = run_in_threadpool(embed, body.data)
    reply = await llm.ainvoke(body.data)
    return {"dimensions": len(vector), "response": reply.text}
