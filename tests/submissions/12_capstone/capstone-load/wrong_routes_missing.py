# wrong: no-route
# says: the app has no route `POST /multi-agent`
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
