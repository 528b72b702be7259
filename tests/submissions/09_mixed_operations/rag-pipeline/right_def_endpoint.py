# right: a def endpoint, and the sync side of everything

app = FastAPI()


@app.post("/rag-pipeline")
def rag_pipeline(body: Question):
    pages = store.similarity_search(body.question, k=3)
    context = "\n".join(page.page_content for page in pages)
    reply = llm.invoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.content, "sources": [page.metadata["source"] for page in pages]}
