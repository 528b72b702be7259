# wrong: wrong-type
# says: `result` is an object, and the model's text is asked for
@app.post("/agent")
async def ask(body: Query):
    return {"result": await agent.ainvoke({"messages": [("user", body.query)]})}
