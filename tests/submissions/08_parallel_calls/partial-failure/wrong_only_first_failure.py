# wrong: not-reported
# says: `failed` does not name just the agents that failed

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    outcomes = await asyncio.gather(
        *(agent.ainvoke(question) for agent in agents.values()), return_exceptions=True
    )
    results, failed = [], []
    for name, outcome in zip(agents, outcomes):
        if isinstance(outcome, Exception):
            results.append(None)
            failed = failed or [name]
        else:
            results.append(outcome["messages"][-1].text)
    return {"results": results, "failed": failed}
