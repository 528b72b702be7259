# wrong: loop-held
# says: line 18: `list(pool.map(ask, agents.values()))` held the event loop while others waited

from concurrent.futures import ThreadPoolExecutor

app = FastAPI()
pool = ThreadPoolExecutor(6)


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}

    def ask(agent):
        return agent.invoke(question)["messages"][-1].text

    # The agents are at work at once, and the loop waits for all of them.
    return {"results": list(pool.map(ask, agents.values()))}
