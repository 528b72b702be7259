# right: gather keeps the order of its arguments
@app.post("/multi-agent")
async def multi_agent(body: Query) -> dict[str, list[str]]:
    question = {"messages": [("user", body.query)]}
    states = await asyncio.gather(*(one.ainvoke(question) for one in agents.values()))
    return {"results": [state["messages"][-1].text for state in states]}
