# right: a chain around the agent
from langchain_core.runnables import RunnableLambda

ask_agent = (
    RunnableLambda(lambda query: {"messages": [("user", query)]})
    | agent
    | (lambda state: state["messages"][-1].text)
)


@app.post("/agent")
async def ask(body: Query) -> dict[str, str]:
    return {"result": await ask_agent.ainvoke(body.query)}
