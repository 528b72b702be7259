# right: a retriever's ainvoke, one page, and a response model

app = FastAPI()
retriever = store.as_retriever(search_kwargs={"k": 1})


class Answer(BaseModel):
    answer: str
    sources: list[str]


@app.post("/rag-pipeline", response_model=Answer)
async def rag_pipeline(body: Question):
    pages = await retriever.ainvoke(body.question)
    context = "\n".join(page.page_content for page in pages)
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text, "sources": [page.metadata["source"] for page in pages]}
