# wrong: one-by-one
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    responses = []
    for message in body.messages:
        reply = await llm.ainvoke(message)
        responses.append(reply.text)
    return {"responses": responses}
