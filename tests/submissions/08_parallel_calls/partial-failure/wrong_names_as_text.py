# wrong: not-reported
# says: `failed` does not name just the agents that failed

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    outcomes = await asyncio.gather(
        *(agent.ainvoke(question) for agent in agents.values()), return_exceptions=True
    )
    pairs = list(zip(agents, outcomes))
    failed = [name for name, outcome in pairs if isinstance(outcome, Exception)]
    results = [None if name in failed else o["messages"][-1].text for name, o in pairs]
    return {"results": results, "failed": ", ".join(failed)}
