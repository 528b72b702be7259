# right: `add_sequence` over nodes that are chains, and the whole state as reply

app = FastAPI()
text = StrOutputParser()
take_notes = ChatPromptTemplate.from_template("Three notes on: {topic}") | llm | text
compose = ChatPromptTemplate.from_template("Notes: {notes}\nWrite about {topic}.") | llm | text


async def research(article: Article):
    return {"notes": await take_notes.ainvoke(article)}


async def write(article: Article):
    return {"draft": await compose.ainvoke(article)}


graph = StateGraph(Article).add_sequence([research, write]).add_edge(START, "research").compile()


@app.post("/agent-workflow")
async def agent_workflow(body: Topic) -> dict[str, str]:
    return await graph.ainvoke({"topic": body.topic})
