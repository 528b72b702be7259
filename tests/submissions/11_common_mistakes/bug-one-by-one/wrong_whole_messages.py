# wrong: wrong-type
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    replies = await asyncio.gather(*(llm.ainvoke(message) for message in body.messages))
    return {"responses": replies}
