# wrong: wrong-sources
# says: `sources` does not name just the pages that are in the prompt

app = FastAPI()


@app.post("/rag-pipeline")
async def rag_pipeline(body: Question):
    pages = await store.asimilarity_search(body.question, k=3)
    context = "\n".join(page.page_content for page in pages)
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text, "sources": [pages[0].metadata["source"]]}
