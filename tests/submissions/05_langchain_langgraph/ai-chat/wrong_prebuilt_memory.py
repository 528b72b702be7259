# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.prebuilt import create_react_agent

agent = create_react_agent(llm, [], checkpointer=InMemorySaver())
app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    asked = {"messages": [("user", body.message)]}
    state = await agent.ainvoke(asked, {"configurable": {"thread_id": "default"}})
    return {"response": state["messages"][-1].text}
