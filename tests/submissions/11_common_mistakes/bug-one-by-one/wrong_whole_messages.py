# wrong: wrong-type
# says: response 1 is an object, and the model's text is asked for
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    replies = await asyncio.gather(*(llm.ainvoke(message) for message in body.messages))
    return {"responses": replies}
