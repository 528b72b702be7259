# right: a plain def with a pool of threads
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=30)


@app.post("/multi-agent")
def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    states = pool.map(lambda one: one.invoke(question), agents.values())
    return {"results": [state["messages"][-1].text for state in states]}
