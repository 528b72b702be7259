# right: a deadline around both, longer than any lock
app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        looking = group.create_task(run_in_threadpool(find_order, body.question))
        searching = group.create_task(store.asimilarity_search(body.question))
    context = "\n".join([*(page.page_content for page in searching.result()), looking.result()])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
