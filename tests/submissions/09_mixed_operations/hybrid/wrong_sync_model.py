# wrong: todo
# says: todo

app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    vector = await run_in_threadpool(embed, body.data)
    reply = llm.invoke(body.data)
    return {"dimensions": len(vector), "response": reply.text}
