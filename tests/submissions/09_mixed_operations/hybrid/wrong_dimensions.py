# wrong: wrong-dimensions
# says: `dimensions` is not the length of the vector that `embed` gives

app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    vector = await run_in_threadpool(embed, body.data)
    reply = await llm.ainvoke(body.data)
    return {"dimensions": vector, "response": reply.text}
