# wrong: loop-held
# says: line 9: `llm.invoke(…)` held the event loop while others waited

app = FastAPI()
builder = StateGraph(Article)


def research(article: Article):
    reply = llm.invoke(RESEARCH.format(topic=article["topic"]))
    return {"notes": reply.text}


def write(article: Article):
    reply = llm.invoke(WRITE.format(notes=article["notes"]))
    return {"draft": reply.text}


builder.add_node("research", research)
builder.add_node("write", write)
builder.add_edge(START, "research")
builder.add_edge("research", "write")
builder.add_edge("write", END)
graph = builder.compile()


@app.post("/agent-workflow")
async def agent_workflow(body: Topic):
    article = graph.invoke({"topic": body.topic})
    return {"notes": article["notes"], "draft": article["draft"]}
