# wrong: loop-held
# says: line 6: `one.invoke(…)` held the event loop while others waited
@app.post("/multi-agent")
async def multi_agent(body: Query):
    async def ask(one):
        return one.invoke({"messages": [("user", body.query)]})

    states = await asyncio.gather(*map(ask, agents.values()))
    return {"results": [state["messages"][-1].text for state in states]}
