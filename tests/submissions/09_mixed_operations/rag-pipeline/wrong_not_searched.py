# wrong: not-searched
# says: the model was asked before the store was searched

app = FastAPI()


@app.post("/rag-pipeline")
async def rag_pipeline(body: Question):
    context = "\n".join(HANDBOOK.values())
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text, "sources": list(HANDBOOK)}
