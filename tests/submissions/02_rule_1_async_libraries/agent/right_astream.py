# right: follows the graph step by step and keeps the last state

from langchain_core.messages import HumanMessage

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    messages = [HumanMessage(body.query)]
    async for state in agent.astream({"messages": messages}, stream_mode="values"):
        messages = state["messages"]
    return {"result": messages[-1].text}
