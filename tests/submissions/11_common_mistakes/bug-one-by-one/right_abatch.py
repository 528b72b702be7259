# right: the model's own abatch
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    replies = await llm.abatch(body.messages)
    return {"responses": [reply.text for reply in replies]}
