# wrong: one-by-one
# says: only 1 of 5 calls reached the model while it held its replies
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    return {"responses": [(await llm.ainvoke(message)).text for message in body.messages]}
