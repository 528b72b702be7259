# wrong: crash
# says: line 13: `outcome["messages"]` raised TypeError

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    outcomes = await asyncio.gather(
        *(agent.ainvoke(question) for agent in agents.values()), return_exceptions=True
    )
    return {"results": [outcome["messages"][-1].text for outcome in outcomes], "failed": []}
