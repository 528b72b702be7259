# right: gives an agent one more try, then reports it

app = FastAPI()


async def attempt(name, query, tries=2):
    for _ in range(tries):
        try:
            state = await agents[name].ainvoke({"messages": [("user", query)]})
            return state["messages"][-1].text
        except Exception as error:
            failure = error
            await asyncio.sleep(0.01)
    return failure


@app.post("/multi-agent")
async def multi_agent(body: Query):
    outcomes = await asyncio.gather(*(attempt(name, body.query) for name in agents))
    return {
        "results": [outcome if isinstance(outcome, str) else None for outcome in outcomes],
        "failed": [n for n, o in zip(agents, outcomes) if isinstance(o, Exception)],
    }
