# wrong: wrong-shape
# says: the reply of `POST /agent` has no `result`; it has `messages`

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    return await agent.ainvoke({"messages": [("user", body.query)]})
