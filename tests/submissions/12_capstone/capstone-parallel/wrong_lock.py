# wrong: one-user-at-a-time
# says: while one user's agents are at work, no other user's are started
turn = asyncio.Lock()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    async with turn:
        states = await asyncio.gather(*(one.ainvoke(question) for one in agents.values()))
    return {"results": [state["messages"][-1].text for state in states]}
