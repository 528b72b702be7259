# wrong: mixed-up
# says: `result` of one user is what the model replied to another one

app = FastAPI()
states = []


@app.post("/agent")
async def ask_agent(body: Query) -> dict[str, str]:
    if not states:
        states.append(await agent.ainvoke({"messages": [("user", body.query)]}))
    return {"result": states[0]["messages"][-1].content}
