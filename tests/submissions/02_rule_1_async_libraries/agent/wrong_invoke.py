# wrong: loop-held
# says: line 10: `llm.invoke([ROLE, *state["messages"]])` held the event loop while others waited

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    state = agent.invoke({"messages": [("user", body.query)]})
    return {"result": state["messages"][-1].text}
