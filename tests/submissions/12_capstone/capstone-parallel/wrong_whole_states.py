# wrong: wrong-type
# says: `results[0]` is an object, and the model's text is asked for
@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    return {"results": await asyncio.gather(*(one.ainvoke(question) for one in agents.values()))}
