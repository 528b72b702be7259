# wrong: missing-await
# says: line 14 never awaits `llm.ainvoke(…)`

app = FastAPI()
builder = StateGraph(Article)


async def research(article: Article):
    reply = await llm.ainvoke(RESEARCH.format(topic=article["topic"]))
    return {"notes": reply.text}


async def write(article: Article):
    return {"draft": f"{llm.ainvoke(WRITE.format(notes=article['notes']))}"}


builder.add_node("research", research)
builder.add_node("write", write)
builder.add_edge(START, "research")
builder.add_edge("research", "write")
builder.add_edge("write", END)
graph = builder.compile()


@app.post("/agent-workflow")
async def agent_workflow(body: Topic):
    article = await graph.ainvoke({"topic": body.topic})
    return {"notes": article["notes"], "draft": article["draft"]}
