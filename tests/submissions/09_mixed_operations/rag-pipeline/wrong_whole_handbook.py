# wrong: context-stuffed
# says: all 12 pages are in the prompt: the search has chosen nothing

app = FastAPI()


@app.post("/rag-pipeline")
async def rag_pipeline(body: Question):
    pages = await store.asimilarity_search(body.question, k=100)
    context = "\n".join(page.page_content for page in pages)
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text, "sources": [page.metadata["source"] for page in pages]}
