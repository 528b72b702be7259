# wrong: not-unpacked
# says: line 12: `gather` got all the calls as one thing

import asyncio

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    state = {"messages": [("user", body.query)]}
    states = await asyncio.gather([agent.ainvoke(state) for agent in agents.values()])
    return {"results": [state["messages"][-1].text for state in states]}
