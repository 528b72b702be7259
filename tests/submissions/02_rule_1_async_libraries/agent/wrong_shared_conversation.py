# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote

conversation = []

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    conversation.append(("user", body.query))
    state = await agent.ainvoke({"messages": conversation})
    conversation[:] = state["messages"]
    return {"result": conversation[-1].text}
