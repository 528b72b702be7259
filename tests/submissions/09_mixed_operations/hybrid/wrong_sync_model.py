# wrong: loop-held
# says: line 10: `llm.invoke(body.data)` held the event loop while others waited

app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    vector = await run_in_threadpool(embed, body.data)
    reply = llm.invoke(body.data)
    return {"dimensions": len(vector), "response": reply.text}
