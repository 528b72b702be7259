# wrong: one-by-one
# says: only 1 of 3 calls reached the model while it held its replies
@app.post("/multi-agent")
async def multi_agent(body: Query):
    results = []
    for one in agents.values():
        state = await one.ainvoke({"messages": [("user", body.query)]})
        results.append(state["messages"][-1].text)
    return {"results": results}
