# wrong: wrong-shape
# says: the reply of `POST /agent` has no `result`; it has `response`
@app.post("/agent")
async def ask(body: Query):
    state = await agent.ainvoke({"messages": [("user", body.query)]})
    return {"response": state["messages"][-1].text}
