# wrong: one-by-one
# says: only 1 of 5 calls reached the model while it held its replies
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    responses = []
    for message in body.messages:
        reply = await llm.ainvoke(message)
        responses.append(reply.text)
    return {"responses": responses}
