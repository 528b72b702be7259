# wrong: loop-held
# says: line 10: `llm.invoke([ROLE, *state["messages"]])` held the event loop while others waited

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    for state in agent.stream({"messages": [("user", body.query)]}, stream_mode="values"):
        messages = state["messages"]
    return {"result": messages[-1].text}
