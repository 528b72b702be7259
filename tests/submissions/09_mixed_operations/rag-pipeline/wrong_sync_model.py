# wrong: loop-held
# says: line 11: `llm.invoke(…)` held the event loop while others waited

app = FastAPI()


@app.post("/rag-pipeline")
async def rag_pipeline(body: Question):
    pages = await store.asimilarity_search(body.question, k=2)
    context = "\n".join(page.page_content for page in pages)
    reply = llm.invoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text, "sources": [page.metadata["source"] for page in pages]}
