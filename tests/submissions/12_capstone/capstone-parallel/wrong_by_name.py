# wrong: wrong-shape
# says: `results` is not a list, and a list of 3 is asked for
@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    states = await asyncio.gather(*(one.ainvoke(question) for one in agents.values()))
    texts = [state["messages"][-1].text for state in states]
    return {"results": dict(zip(agents, texts))}
