# right: invoke, moved to a thread by hand
from fastapi.concurrency import run_in_threadpool


@app.post("/agent")
async def ask(body: Query) -> dict[str, str]:
    state = await run_in_threadpool(agent.invoke, {"messages": [("user", body.query)]})
    return {"result": state["messages"][-1].text}
