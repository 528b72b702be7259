# right: only the pages that score well enough

app = FastAPI()


@app.post("/rag-pipeline")
async def rag_pipeline(body: Question):
    scored = await store.asimilarity_search_with_score(body.question, k=4)
    pages = [page for page, score in scored if score > 0.05]
    context = "\n".join(page.page_content for page in pages)
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text, "sources": [page.metadata["source"] for page in pages]}
