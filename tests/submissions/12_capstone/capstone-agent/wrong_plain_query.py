# wrong: crash
# says: line 5: `agent.ainvoke(body.query)` raised InvalidUpdateError
@app.post("/agent")
async def ask(body: Query):
    state = await agent.ainvoke(body.query)
    return {"result": state["messages"][-1].text}
