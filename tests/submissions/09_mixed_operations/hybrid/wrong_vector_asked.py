# wrong: prompt-lost
# says: the model was asked, but not what the user wrote

app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    vector = await run_in_threadpool(embed, body.data)
    reply = await llm.ainvoke(str(vector))
    return {"dimensions": len(vector), "response": reply.text}
