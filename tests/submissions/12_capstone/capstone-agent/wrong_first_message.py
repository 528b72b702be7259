# wrong: wrong-reply
# says: `result` is not what the model replied to this user
@app.post("/agent")
async def ask(body: Query):
    state = await agent.ainvoke({"messages": [("user", body.query)]})
    return {"result": state["messages"][0].text}
