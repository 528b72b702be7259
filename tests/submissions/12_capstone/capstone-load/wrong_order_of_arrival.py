# wrong: order-lost
# says: `results` has the replies in the order they came, not as asked for
@app.post("/chat")
async def chat(body: Message):
    completion = await app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}


@app.post("/agent")
async def ask_agent(body: Query):
    state = await agent.ainvoke({"messages": [("user", body.query)]})
    return {"result": state["messages"][-1].text}


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    asking = [one.ainvoke(question) for one in agents.values()]
    states = [await one for one in asyncio.as_completed(asking)]
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
