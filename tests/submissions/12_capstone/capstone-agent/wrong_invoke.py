# wrong: loop-held
# says: line 5: `agent.invoke(…)` held the event loop while others waited
@app.post("/agent")
async def ask(body: Query) -> dict[str, str]:
    state = agent.invoke({"messages": [("user", body.query)]})
    return {"result": state["messages"][-1].text}
