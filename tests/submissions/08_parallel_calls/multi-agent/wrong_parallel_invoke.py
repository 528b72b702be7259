# wrong: loop-held
# says: line 14: `team.invoke(question)` held the event loop while others waited

from langchain_core.runnables import RunnableParallel

app = FastAPI()
team = RunnableParallel(**agents)


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    # Three threads, and the loop waits for them.
    states = team.invoke(question)
    return {"results": [states[name]["messages"][-1].text for name in agents]}
