# wrong: loop-held
# says: line 21: `list(pool.map(ask, agents))` held the event loop while others waited

from concurrent.futures import ThreadPoolExecutor

app = FastAPI()
pool = ThreadPoolExecutor(6)


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}

    def ask(name):
        try:
            return agents[name].invoke(question)["messages"][-1].text
        except Exception:
            return None

    # The agents are at work at once, and the loop waits for all of them.
    results = list(pool.map(ask, agents))
    return {"results": results, "failed": [n for n, r in zip(agents, results) if r is None]}
