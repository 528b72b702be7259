# wrong: loop-held
# says: line 13: `pool.submit(…).result()` held the event loop while others waited

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor()

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    state = pool.submit(agent.invoke, {"messages": [("user", body.query)]}).result()
    return {"result": state["messages"][-1].text}
