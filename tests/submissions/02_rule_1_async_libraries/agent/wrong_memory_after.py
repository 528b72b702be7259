# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote
past = []
app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    state = await agent.ainvoke({"messages": [*past, ("user", body.query)]})
    past[:] = state["messages"]
    return {"result": past[-1].text}
