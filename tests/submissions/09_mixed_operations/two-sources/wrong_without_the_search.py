# wrong: not-awaited
# says: the search was started, and your app went on without what it finds

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    search = asyncio.create_task(store.asimilarity_search(body.question))
    order = await run_in_threadpool(find_order, body.question)
    pages = search.result() if search.done() else []
    context = "\n".join([*(page.page_content for page in pages), order])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
