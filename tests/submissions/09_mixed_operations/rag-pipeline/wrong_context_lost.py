# wrong: context-lost
# says: the prompt holds no page of the handbook

app = FastAPI()


@app.post("/rag-pipeline")
async def rag_pipeline(body: Question):
    pages = await store.asimilarity_search(body.question, k=2)
    reply = await llm.ainvoke(f"Question: {body.question}")
    return {"answer": reply.text, "sources": [page.metadata["source"] for page in pages]}
