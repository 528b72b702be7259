# right: a LangGraph graph in a task of its own, cancelled with the generator

from langgraph.graph import START, MessagesState, StateGraph


async def talk(state: MessagesState):
    return {"messages": [await llm.ainvoke(state["messages"])]}


graph = StateGraph(MessagesState).add_node(talk).add_edge(START, "talk").compile()
app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    queue = asyncio.Queue()

    async def run():
        messages = [{"role": "user", "content": body.message}]
        async for chunk, _ in graph.astream({"messages": messages}, stream_mode="messages"):
            queue.put_nowait(chunk.text)
        queue.put_nowait(None)

    async def tokens():
        running = asyncio.create_task(run())
        try:
            while (token := await queue.get()) is not None:
                yield token
        finally:
            running.cancel()

    return StreamingResponse(tokens(), media_type="text/plain")
