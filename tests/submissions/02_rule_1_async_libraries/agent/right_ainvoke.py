# right: awaits the graph's async door

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query) -> dict[str, str]:
    state = await agent.ainvoke({"messages": [("user", body.query)]})
    return {"result": state["messages"][-1].content}
