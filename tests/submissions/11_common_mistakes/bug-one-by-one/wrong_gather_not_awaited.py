# wrong: crash
# says: line 9: `reply.text` raised AttributeError
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    replies = asyncio.gather(*(llm.ainvoke(message) for message in body.messages))
    return {"responses": [reply.text for reply in replies]}
