# wrong: nested-run
# says: line 11: `asyncio.run(…)` starts a second event loop inside the first

import asyncio

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    state = asyncio.run(agent.ainvoke({"messages": [("user", body.query)]}))
    return {"result": state["messages"][-1].text}
