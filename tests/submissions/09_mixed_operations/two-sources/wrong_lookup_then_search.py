# wrong: one-by-one
# says: while the orders are looked up, the handbook is not searched yet

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    order = await run_in_threadpool(find_order, body.question)
    pages = await store.asimilarity_search(body.question)
    context = "\n".join([*(page.page_content for page in pages), order])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
