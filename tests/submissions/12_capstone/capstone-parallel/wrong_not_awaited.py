# wrong: missing-await
# says: line 6 never awaits `one.ainvoke(question)`
@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    states = [one.ainvoke(question) for one in agents.values()]
    return {"results": [state["messages"][-1].text for state in states]}
