# wrong: loop-held
# says: line 10: `llm.invoke([ROLE, *state["messages"]])` held the event loop while others waited

app = FastAPI()


async def run_agent(query: str) -> str:
    state = agent.invoke({"messages": [("user", query)]})
    return state["messages"][-1].text


@app.post("/agent")
async def ask_agent(body: Query):
    return {"result": await run_agent(body.query)}
