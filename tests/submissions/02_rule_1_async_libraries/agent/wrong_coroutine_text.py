# wrong: missing-await
# says: line 9 never awaits `agent.ainvoke(…)`

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    return {"result": str(agent.ainvoke({"messages": [("user", body.query)]}))}
