# wrong: endless
# says: line 11: `store.asimilarity_search(…)` goes on without end

app = FastAPI()


@app.post("/rag-pipeline")
async def rag_pipeline(body: Question):
    pages = []
    while len(pages) < 100:  # the handbook has not that many
        pages = await store.asimilarity_search(body.question, k=100)
    context = "\n".join(page.page_content for page in pages)
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text, "sources": [page.metadata["source"] for page in pages]}
