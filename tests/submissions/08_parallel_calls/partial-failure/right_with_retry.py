# right: LangChain's retries, which pause for seconds, then null for what has failed for good

app = FastAPI()
patient = {name: agent.with_retry() for name, agent in agents.items()}


async def attempt(name, query):
    try:
        state = await patient[name].ainvoke({"messages": [("user", query)]})
    except Exception:
        return None
    return state["messages"][-1].text


@app.post("/multi-agent")
async def multi_agent(body: Query):
    results = await asyncio.gather(*(attempt(name, body.query) for name in agents))
    failed = [name for name, result in zip(agents, results) if result is None]
    return {"results": results, "failed": failed}
