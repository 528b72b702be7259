# wrong: agent-not-asked
# says: the researcher was never asked the user's query
@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    states = await asyncio.gather(*(agent.ainvoke(question) for _ in agents))
    return {"results": [state["messages"][-1].text for state in states]}
