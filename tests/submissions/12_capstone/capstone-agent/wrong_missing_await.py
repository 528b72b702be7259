# wrong: missing-await
# says: line 5 never awaits `agent.ainvoke(…)`
@app.post("/agent")
async def ask(body: Query):
    state = agent.ainvoke({"messages": [("user", body.query)]})
    return {"result": state["messages"][-1].text}
