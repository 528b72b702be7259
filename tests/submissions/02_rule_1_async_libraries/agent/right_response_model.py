# right: a response model, and the query in a longer prompt

app = FastAPI()


class Result(BaseModel):
    result: str


@app.post("/agent")
async def ask_agent(body: Query) -> Result:
    messages = [("system", "Be short."), ("user", f"Find out: {body.query}")]
    state = await agent.ainvoke({"messages": messages}, {"recursion_limit": 5})
    return Result(result=state["messages"][-1].text)
