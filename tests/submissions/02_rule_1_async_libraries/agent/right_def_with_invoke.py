# right: a plain endpoint around the graph's sync door

app = FastAPI()


@app.post("/agent")
def ask_agent(body: Query):
    state = agent.invoke({"messages": [("user", body.query)]})
    return {"result": state["messages"][-1].text}
