# wrong: one-by-one
# says: only 1 of 3 calls reached the model while it held its replies

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    results = []
    for agent in agents.values():
        state = await agent.ainvoke(question)
        results.append(state["messages"][-1].text)
    return {"results": results}
