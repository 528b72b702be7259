# right: an AnyIO task group, results kept by role
import anyio


@app.post("/multi-agent")
async def multi_agent(body: Query) -> dict[str, list[str]]:
    results = dict.fromkeys(agents, "")

    async def ask(role: str) -> None:
        state = await agents[role].ainvoke({"messages": [("user", body.query)]})
        results[role] = state["messages"][-1].text

    async with anyio.create_task_group() as group:
        for role in agents:
            group.start_soon(ask, role)
    return {"results": list(results.values())}
