# wrong: keeps-paying
# says: the client has left, and your app still reads the model's stream

from langgraph.graph import START, MessagesState, StateGraph


async def talk(state: MessagesState):
    return {"messages": [await llm.ainvoke(state["messages"])]}


graph = StateGraph(MessagesState).add_node(talk).add_edge(START, "talk").compile()
app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        messages = [{"role": "user", "content": body.message}]
        async for chunk, _ in graph.astream({"messages": messages}, stream_mode="messages"):
            yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
