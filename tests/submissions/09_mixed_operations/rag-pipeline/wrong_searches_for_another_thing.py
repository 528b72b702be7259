# wrong: context-lost
# says: the prompt holds 1 page of the handbook, and the question is about another

app = FastAPI()


@app.post("/rag-pipeline")
async def rag_pipeline(body: Question):
    pages = await store.asimilarity_search("How do returns work?", k=1)
    context = "\n".join(page.page_content for page in pages)
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text, "sources": [page.metadata["source"] for page in pages]}
