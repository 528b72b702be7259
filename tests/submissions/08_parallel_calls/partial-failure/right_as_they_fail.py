# right: each failure adds its name when it comes, in whatever order that is

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    results, failed = {}, []

    async def attempt(name):
        try:
            state = await agents[name].ainvoke(question)
            results[name] = state["messages"][-1].text
        except Exception:
            results[name] = None
            failed.insert(0, name)  # the latest first

    await asyncio.gather(*map(attempt, agents))
    return {"results": [results[name] for name in agents], "failed": failed}
