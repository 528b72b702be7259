# wrong: order-lost
# says: `results` has the replies in the order they came, not as asked for

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    results = []
    for done in asyncio.as_completed([agent.ainvoke(question) for agent in agents.values()]):
        results.append((await done)["messages"][-1].text)
    return {"results": results}
