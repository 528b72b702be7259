# right: waits for all tasks, then asks each for its exception

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    tasks = [asyncio.create_task(agent.ainvoke(question)) for agent in agents.values()]
    await asyncio.wait(tasks)
    return {
        "results": [None if t.exception() else t.result()["messages"][-1].text for t in tasks],
        "failed": [name for name, task in zip(agents, tasks) if task.exception()],
    }
