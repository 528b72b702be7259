# wrong: other-role
# says: the query reached the model, and not as a user's message

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query) -> dict[str, str]:
    state = await agent.ainvoke({"messages": [("system", body.query)]})
    return {"result": state["messages"][-1].content}
