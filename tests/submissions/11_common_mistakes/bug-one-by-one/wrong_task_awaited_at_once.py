# wrong: one-by-one
# says: only 1 of 5 calls reached the model while it held its replies
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    responses = []
    for message in body.messages:
        task = asyncio.create_task(llm.ainvoke(message))
        responses.append((await task).text)
    return {"responses": responses}
