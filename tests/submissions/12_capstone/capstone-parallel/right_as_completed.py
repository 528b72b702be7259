# right: as they are ready, then put in order
@app.post("/multi-agent")
async def multi_agent(body: Query):
    async def ask(place: int, role: str) -> tuple[int, str]:
        state = await agents[role].ainvoke({"messages": [("user", body.query)]})
        return place, state["messages"][-1].text

    asking = [ask(place, role) for place, role in enumerate(agents)]
    found = [await one for one in asyncio.as_completed(asking)]
    return {"results": [text for _, text in sorted(found)]}
