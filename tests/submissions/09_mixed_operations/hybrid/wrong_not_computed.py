# wrong: model-not-asked
# says: `POST /hybrid` replied without asking `embed`

app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    reply = await llm.ainvoke(body.data)
    return {"dimensions": 8, "response": reply.text}
