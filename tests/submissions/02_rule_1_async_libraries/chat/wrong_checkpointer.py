# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote
from langgraph.checkpoint.memory import InMemorySaver

llm = ChatOpenAI(model=MODEL)


async def talk(state: MessagesState):
    return {"messages": [await llm.ainvoke(state["messages"])]}


graph = (
    StateGraph(MessagesState)
    .add_node("talk", talk)
    .add_edge(START, "talk")
    .add_edge("talk", END)
    .compile(checkpointer=InMemorySaver())
)
app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    config = {"configurable": {"thread_id": "1"}}
    state = await graph.ainvoke({"messages": [("user", body.message)]}, config)
    return {"response": state["messages"][-1].text}
