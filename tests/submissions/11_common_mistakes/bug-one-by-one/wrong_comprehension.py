# wrong: one-by-one
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    return {"responses": [(await llm.ainvoke(message)).text for message in body.messages]}
