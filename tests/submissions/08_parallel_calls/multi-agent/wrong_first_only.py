# wrong: replies-early
# says: `POST /multi-agent` replied while 2 of 3 agents were still at work

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    tasks = [asyncio.create_task(agent.ainvoke(question)) for agent in agents.values()]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    return {"results": [task.result()["messages"][-1].text for task in done]}
