# wrong: error-as-result
# says: an agent failed, and its place in `results` holds ''

app = FastAPI()


async def attempt(agent, query):
    for _ in range(3):
        try:
            state = await agent.ainvoke({"messages": [("user", query)]})
            return state["messages"][-1].text
        except Exception:
            await asyncio.sleep(0.01)
    return ""


@app.post("/multi-agent")
async def multi_agent(body: Query):
    results = await asyncio.gather(*(attempt(agent, body.query) for agent in agents.values()))
    return {"results": results, "failed": [n for n, r in zip(agents, results) if r is None]}
