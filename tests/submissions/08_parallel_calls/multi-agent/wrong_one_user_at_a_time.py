# wrong: one-user-at-a-time
# says: while one user's agents are at work, no other user's are started

app = FastAPI()
lock = asyncio.Lock()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    async with lock:
        states = await asyncio.gather(*(agent.ainvoke(question) for agent in agents.values()))
    return {"results": [state["messages"][-1].text for state in states]}
