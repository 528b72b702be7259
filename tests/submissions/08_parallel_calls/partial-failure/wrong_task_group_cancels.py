# wrong: cancels-others
# says: one agent failed, and the others' calls were cancelled with it

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {n: group.create_task(a.ainvoke(question)) for n, a in agents.items()}
    except* Exception:
        pass
    failed = [n for n, t in tasks.items() if t.cancelled() or t.exception()]
    results = [
        None if name in failed else task.result()["messages"][-1].text
        for name, task in tasks.items()
    ]
    return {"results": results, "failed": failed}
