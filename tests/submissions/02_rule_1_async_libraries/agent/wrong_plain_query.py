# wrong: crash
# says: line 9: `agent.ainvoke(body.query)` raised InvalidUpdateError

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    state = await agent.ainvoke(body.query)
    return {"result": state["messages"][-1].text}
