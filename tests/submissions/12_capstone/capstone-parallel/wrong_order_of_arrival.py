# wrong: order-lost
# says: `results` has the replies in the order they came, not as asked for
@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    asking = [one.ainvoke(question) for one in agents.values()]
    states = [await one for one in asyncio.as_completed(asking)]
    return {"results": [state["messages"][-1].text for state in states]}
