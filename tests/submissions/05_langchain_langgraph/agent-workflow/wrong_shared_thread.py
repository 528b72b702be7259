# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote
from langchain_core.messages import HumanMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import MessagesState

app = FastAPI()


async def research(state: MessagesState):
    return {"messages": [await llm.ainvoke(state["messages"])]}


async def write(state: MessagesState):
    ask = HumanMessage("Now write a draft from these notes.")
    return {"messages": [ask, await llm.ainvoke([*state["messages"], ask])]}


builder = StateGraph(MessagesState).add_node(research).add_node(write)
builder.add_edge(START, "research").add_edge("research", "write").add_edge("write", END)
graph = builder.compile(checkpointer=InMemorySaver())


@app.post("/agent-workflow")
async def agent_workflow(body: Topic):
    config = {"configurable": {"thread_id": "1"}}
    state = await graph.ainvoke({"messages": [HumanMessage(f"Notes on {body.topic}")]}, config)
    return {"notes": state["messages"][-3].text, "draft": state["messages"][-1].text}
