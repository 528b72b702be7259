# right: follows the graph's updates, and a node streams its tokens

app = FastAPI()
builder = StateGraph(Article)


async def research(article: Article):
    chunks = [chunk.text async for chunk in llm.astream(f"Notes on {article['topic']}")]
    return {"notes": "".join(chunks)}


async def write(article: Article):
    reply = await llm.ainvoke(f"This is what we know: {article}. Write a draft.")
    return {"draft": reply.content}


builder.add_node("research", research)
builder.add_node("write", write)
builder.set_entry_point("research")
builder.add_edge("research", "write")
builder.set_finish_point("write")
graph = builder.compile()


@app.post("/agent-workflow")
async def agent_workflow(body: Topic):
    found = {}
    async for update in graph.astream({"topic": body.topic}, stream_mode="updates"):
        for added in update.values():
            found |= added
    return found
