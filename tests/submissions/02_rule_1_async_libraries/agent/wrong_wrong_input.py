# wrong: prompt-lost
# says: the model was asked, but not what the user wrote

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    state = await agent.ainvoke({"query": body.query})
    return {"result": state["messages"][-1].text}
