# wrong: not-reported
# says: `failed` does not name just the agents that failed

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    failed = []

    async def attempt(name):
        for _ in range(2):
            try:
                return (await agents[name].ainvoke(question))["messages"][-1].text
            except Exception:
                failed.append(name)

    results = await asyncio.gather(*map(attempt, agents))
    return {"results": results, "failed": failed}
