# right: LangChain's fallbacks give None for an agent that fails

from langchain_core.runnables import RunnableLambda

app = FastAPI()


async def nothing(state):
    return None


safe = {name: agent.with_fallbacks([RunnableLambda(nothing)]) for name, agent in agents.items()}


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    states = await asyncio.gather(*(agent.ainvoke(question) for agent in safe.values()))
    results = [state and state["messages"][-1].text for state in states]
    return {"results": results, "failed": [n for n, r in zip(agents, results) if r is None]}
