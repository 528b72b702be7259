# wrong: prompt-lost
# says: the model was asked, but not what the user wrote

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", "query")]}
    states = await asyncio.gather(*(agent.ainvoke(question) for agent in agents.values()))
    return {"results": [state["messages"][-1].text for state in states]}
