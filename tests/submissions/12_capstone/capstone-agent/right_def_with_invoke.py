# right: a plain def with invoke, in FastAPI's threads
from langchain_core.messages import HumanMessage


@app.post("/agent")
def ask(body: Query) -> dict[str, str]:
    state = agent.invoke({"messages": [HumanMessage(body.query)]})
    return {"result": state["messages"][-1].content}
