# wrong: notes-lost
# says: a draft was asked for, and the notes were not in its prompt

app = FastAPI()
builder = StateGraph(Article)


notes = {}
current = {}


async def research(article: Article):
    current["topic"] = article["topic"]
    reply = await llm.ainvoke(RESEARCH.format(topic=article["topic"]))
    notes[current["topic"]] = reply.text  # by now somebody else's topic
    return {"notes": reply.text}


async def write(article: Article):
    reply = await llm.ainvoke(WRITE.format(notes=notes.get(article["topic"], "")))
    return {"draft": reply.text}


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
