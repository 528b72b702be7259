# wrong: replies-early
# says: one agent failed, and your app did not wait for the rest

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    try:
        states = await asyncio.gather(*(agent.ainvoke(question) for agent in agents.values()))
    except Exception:
        return {"results": [None, None, None], "failed": list(agents)}
    return {"results": [state["messages"][-1].text for state in states], "failed": []}
