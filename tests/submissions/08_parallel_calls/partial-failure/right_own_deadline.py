# right: gives each agent five seconds, and counts a late one as failed

app = FastAPI()


async def attempt(name, query):
    try:
        async with asyncio.timeout(5):
            state = await agents[name].ainvoke({"messages": [("user", query)]})
    except Exception:
        return None
    return state["messages"][-1].text


@app.post("/multi-agent")
async def multi_agent(body: Query):
    results = await asyncio.gather(*(attempt(name, body.query) for name in agents))
    failed = [name for name, result in zip(agents, results) if result is None]
    return {"results": results, "failed": failed}
