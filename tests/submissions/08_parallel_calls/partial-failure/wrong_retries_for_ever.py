# wrong: asks-again
# says: one agent fails, and its call is made again without end

app = FastAPI()


async def attempt(agent, query):
    while True:
        try:
            state = await agent.ainvoke({"messages": [("user", query)]})
            return state["messages"][-1].text
        except Exception:
            continue


@app.post("/multi-agent")
async def multi_agent(body: Query):
    results = await asyncio.gather(*(attempt(agent, body.query) for agent in agents.values()))
    return {"results": results, "failed": []}
