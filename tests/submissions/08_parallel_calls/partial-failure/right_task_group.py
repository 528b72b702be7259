# right: a TaskGroup whose tasks never raise; catches the SDK's errors only

from openai import APIError

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    results, failed = dict.fromkeys(agents), set()

    async def attempt(name):
        try:
            state = await agents[name].ainvoke({"messages": [("user", body.query)]})
            results[name] = state["messages"][-1].text
        except APIError:
            failed.add(name)

    async with asyncio.TaskGroup() as group:
        for name in agents:
            group.create_task(attempt(name))
    return {"results": list(results.values()), "failed": [n for n in agents if n in failed]}
