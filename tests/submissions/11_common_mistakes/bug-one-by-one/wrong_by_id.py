# wrong: wrong-shape
# says: `responses` should be a list of 5 texts, one for each message
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    replies = await asyncio.gather(*(llm.ainvoke(message) for message in body.messages))
    return {"responses": {reply.id: reply.text for reply in replies}}
