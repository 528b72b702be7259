# right: astream, whose last state is the result
class Result(BaseModel):
    result: str


@app.post("/agent")
async def ask(body: Query) -> Result:
    async for state in agent.astream({"messages": [("user", body.query)]}, stream_mode="values"):
        last = state["messages"][-1]
    return Result(result=last.text)
