# right: plain def, within the forty threads
from openai import OpenAI

sync_client = OpenAI()


@app.post("/chat")
def chat(body: Message):
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}


@app.post("/agent")
def ask_agent(body: Query):
    state = agent.invoke({"messages": [("user", body.query)]})
    return {"result": state["messages"][-1].text}


@app.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    states = await asyncio.gather(*(one.ainvoke(question) for one in agents.values()))
    return {"results": [state["messages"][-1].text for state in states]}


@app.post("/preprocess")
def preprocess(body: Text):
    return {"chunks": split(body.text)}


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
