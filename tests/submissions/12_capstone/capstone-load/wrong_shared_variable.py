# wrong: wrong-reply
# says: `result` is not what the model replied to this user
@app.post("/chat")
async def chat(body: Message):
    completion = await app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}


asked = {}


@app.post("/agent")
async def ask_agent(body: Query):
    asked["state"] = await agent.ainvoke({"messages": [("user", body.query)]})
    await asyncio.sleep(0.2)
    return {"result": asked["state"]["messages"][-1].text}


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
