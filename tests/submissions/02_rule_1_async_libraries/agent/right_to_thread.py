# right: the graph's sync door, in a thread

import asyncio

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    question = {"messages": [{"role": "user", "content": body.query}]}
    state = await asyncio.to_thread(agent.invoke, question)
    return {"result": state["messages"][-1].text}
