# right: a def endpoint with a pool of its own and the agents' sync side

from concurrent.futures import ThreadPoolExecutor

app = FastAPI()
pool = ThreadPoolExecutor(max_workers=12)


def text_of(agent, query):
    return agent.invoke({"messages": [("user", query)]})["messages"][-1].text


@app.post("/multi-agent")
def multi_agent(body: Query):
    futures = [pool.submit(text_of, agent, body.query) for agent in agents.values()]
    return {"results": [future.result() for future in futures]}
