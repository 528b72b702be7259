# wrong: nested-run
# says: line 5: `asyncio.run(…)` starts a second event loop inside the first
@app.post("/agent")
async def ask(body: Query):
    state = asyncio.run(agent.ainvoke({"messages": [("user", body.query)]}))
    return {"result": state["messages"][-1].text}
