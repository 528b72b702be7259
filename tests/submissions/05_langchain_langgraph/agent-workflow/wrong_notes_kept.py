# wrong: prompt-lost
# says: the model was asked, but not what the user wrote

from langgraph.checkpoint.memory import InMemorySaver

app = FastAPI()


async def research(article: Article):
    if article.get("notes"):
        return {}
    return {"notes": (await llm.ainvoke(RESEARCH.format(topic=article["topic"]))).text}


async def write(article: Article):
    return {"draft": (await llm.ainvoke(WRITE.format(notes=article["notes"]))).text}


builder = StateGraph(Article)
builder.add_node("research", research)
builder.add_node("write", write)
builder.add_edge(START, "research")
builder.add_edge("research", "write")
builder.add_edge("write", END)
graph = builder.compile(checkpointer=InMemorySaver())


@app.post("/agent-workflow")
async def agent_workflow(body: Topic):
    one = {"configurable": {"thread_id": "articles"}}
    found = await graph.ainvoke({"topic": body.topic}, one)
    return {"notes": found["notes"], "draft": found["draft"]}
