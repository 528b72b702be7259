# right: starts three tasks, then awaits one after the other

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    researcher = asyncio.create_task(agents["researcher"].ainvoke(question))
    critic = asyncio.create_task(agents["critic"].ainvoke(question))
    editor = asyncio.create_task(agents["editor"].ainvoke(question))
    states = [await researcher, await critic, await editor]
    return {"results": [state["messages"][-1].text for state in states]}
