# wrong: wrong-shape
# says: `results` has 2 entries, and 3 are asked for

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    outcomes = await asyncio.gather(
        *(agent.ainvoke(question) for agent in agents.values()), return_exceptions=True
    )
    return {
        "results": [o["messages"][-1].text for o in outcomes if not isinstance(o, Exception)],
        "failed": [name for name, o in zip(agents, outcomes) if isinstance(o, Exception)],
    }
