# wrong: missing-await
# says: line 9 never awaits `agent.ainvoke(…)`

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    state = agent.ainvoke({"messages": [("user", body.query)]})
    return {"result": state["messages"][-1].text}
