# right: sync nodes, which `ainvoke` runs in threads; a graph made for each request

app = FastAPI()


def research(article: Article):
    return {"notes": llm.invoke(RESEARCH.format(topic=article["topic"])).text}


def write(article: Article):
    return {"draft": llm.invoke(WRITE.format(notes=article["notes"])).text}


def build():
    builder = StateGraph(Article)
    builder.add_sequence([research, write])
    builder.add_edge(START, "research")
    return builder.compile()


@app.post("/agent-workflow")
async def agent_workflow(body: Topic):
    return await build().ainvoke({"topic": body.topic})
