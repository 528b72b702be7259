# wrong: loop-gone
# says: line 14: the client's open connection belongs to an event loop that is gone

import asyncio

app = FastAPI()


@app.post("/agent")
def ask_agent(body: Query) -> dict[str, str]:
    state = asyncio.run(agent.ainvoke({"messages": [("user", body.query)]}))
    return {"result": state["messages"][-1].text}
