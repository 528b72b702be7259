# right: takes results as they come, and puts each in its place

app = FastAPI()


async def numbered(number, agent, query):
    state = await agent.ainvoke({"messages": [{"role": "user", "content": query}]})
    return number, state["messages"][-1].text


@app.post("/multi-agent")
async def multi_agent(body: Query):
    results = [None] * len(agents)
    work = [numbered(n, agent, body.query) for n, agent in enumerate(agents.values())]
    for done in asyncio.as_completed(work):
        number, text = await done
        results[number] = text
    return {"results": results}
