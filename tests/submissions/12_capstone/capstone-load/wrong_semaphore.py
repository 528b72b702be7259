# wrong: queue
# says: 5 users of `/chat` at once: 3 of their 5 calls reached the model
turns = asyncio.Semaphore(3)


@app.post("/chat")
async def chat(body: Message):
    async with turns:
        reply = await llm.ainvoke(body.message)
    return {"response": reply.text}


@app.post("/agent")
async def ask_agent(body: Query):
    state = await agent.ainvoke({"messages": [("user", body.query)]})
    return {"result": state["messages"][-1].text}


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    states = await asyncio.gather(*(one.ainvoke(question) for one in agents.values()))
    return {"results": [state["messages"][-1].text for state in states]}


@app.post("/preprocess")
async def preprocess(body: Text):
    loop = asyncio.get_running_loop()
    return {"chunks": await loop.run_in_executor(app.state.workers, split, body.text)}


@app.post("/stream", response_class=EventSourceResponse)
async def stream(body: Message) -> AsyncIterator[ServerSentEvent]:
    try:
        async for chunk in llm.astream(body.message):
            if chunk.text:
                yield ServerSentEvent(data={"token": chunk.text})
    except APIError:
        yield ServerSentEvent(event="error", data={})
    else:
        yield ServerSentEvent(event="done", data={})
