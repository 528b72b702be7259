# wrong: loop-held
# says: line 9: `team.invoke(…)` held the event loop while others waited
from langchain_core.runnables import RunnableParallel


@app.post("/multi-agent")
async def multi_agent(body: Query):
    team = RunnableParallel(**agents)
    states = team.invoke({"messages": [("user", body.query)]})
    return {"results": [states[name]["messages"][-1].text for name in agents]}
