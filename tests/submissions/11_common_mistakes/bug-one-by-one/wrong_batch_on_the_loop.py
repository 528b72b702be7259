# wrong: loop-held
# says: line 8: `llm.batch(body.messages)` held the event loop while others waited
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    return {"responses": [reply.text for reply in llm.batch(body.messages)]}
