# wrong: not-awaited
# says: the file of orders was locked, and the model was asked without the order

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    looking = asyncio.create_task(run_in_threadpool(find_order, body.question))
    pages = await store.asimilarity_search(body.question)
    order = looking.result() if looking.done() else "no order found"
    context = "\n".join([*(page.page_content for page in pages), order])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
