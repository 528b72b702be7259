# wrong: crash
# says: line 5: `agent.arun` raised AttributeError
@app.post("/agent")
async def ask(body: Query):
    return {"result": await agent.arun(body.query)}
