# right: three tasks of a TaskGroup, read in the agents' order

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(agent.ainvoke(question)) for agent in agents.values()]
    return {"results": [task.result()["messages"][-1].content for task in tasks]}
