# right: the state carries messages, and the reply is read from them

from langchain_core.messages import AIMessage, HumanMessage
from langgraph.graph import MessagesState

app = FastAPI()


async def research(state: MessagesState):
    return {"messages": [await llm.ainvoke(state["messages"])]}


async def write(state: MessagesState):
    ask = HumanMessage("Now write a draft from these notes.")
    return {"messages": [ask, await llm.ainvoke([*state["messages"], ask])]}


builder = StateGraph(MessagesState)
builder.add_node(research).add_node(write)
builder.add_edge(START, "research").add_edge("research", "write").add_edge("write", END)
graph = builder.compile()


@app.post("/agent-workflow")
async def agent_workflow(body: Topic):
    state = await graph.ainvoke({"messages": [HumanMessage(f"Notes on {body.topic}")]})
    notes, draft = (one.text for one in state["messages"] if isinstance(one, AIMessage))
    return {"notes": notes, "draft": draft}
