# right: LangChain's own way of doing several things at once
from langchain_core.runnables import RunnableParallel

everyone = RunnableParallel(**agents)


@app.post("/multi-agent")
async def multi_agent(body: Query):
    states = await everyone.ainvoke({"messages": [("user", body.query)]})
    return {"results": [states[role]["messages"][-1].text for role in agents]}
