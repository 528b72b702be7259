# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote
history = []
app = FastAPI()
builder = StateGraph(Article)


async def research(article: Article):
    history.append(("user", RESEARCH.format(topic=article["topic"])))
    reply = await llm.ainvoke(history)
    return {"notes": reply.text}


async def write(article: Article):
    history.append(("user", WRITE.format(notes=article["notes"])))
    reply = await llm.ainvoke(history)
    return {"draft": reply.text}


builder.add_node(research).add_node(write)
builder.add_edge(START, "research").add_edge("research", "write").add_edge("write", END)
graph = builder.compile()


@app.post("/agent-workflow")
async def agent_workflow(body: Topic):
    return await graph.ainvoke({"topic": body.topic})
