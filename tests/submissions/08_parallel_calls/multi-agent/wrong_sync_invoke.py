# wrong: loop-held
# says: line 10: `agent.invoke(question)` held the event loop while others waited

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    states = [agent.invoke(question) for agent in agents.values()]
    return {"results": [state["messages"][-1].text for state in states]}
