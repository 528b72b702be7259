# right: gathers the three agents

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    states = await asyncio.gather(*(agent.ainvoke(question) for agent in agents.values()))
    return {"results": [state["messages"][-1].text for state in states]}
