# wrong: not-reported
# says: `failed` does not name just the agents that failed

app = FastAPI()


async def attempt(agent, query):
    try:
        state = await agent.ainvoke({"messages": [("user", query)]})
        return state["messages"][-1].text
    except Exception:
        return None


@app.post("/multi-agent")
async def multi_agent(body: Query):
    results = await asyncio.gather(*(attempt(agent, body.query) for agent in agents.values()))
    return {"results": results, "failed": []}
