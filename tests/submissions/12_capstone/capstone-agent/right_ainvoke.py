# right: ainvoke, the message as a dict
@app.post("/agent")
async def ask(body: Query) -> dict[str, str]:
    state = await agent.ainvoke({"messages": [{"role": "user", "content": body.query}]})
    return {"result": state["messages"][-1].text}
