# wrong: wrong-type
# says: `results[0]` is an object, and the model's text is asked for

app = FastAPI()


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    return {"results": await asyncio.gather(*(a.ainvoke(question) for a in agents.values()))}
