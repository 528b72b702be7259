# right: two tasks of a TaskGroup

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    async with asyncio.TaskGroup() as group:
        lookup = group.create_task(asyncio.to_thread(find_order, body.question))
        search = group.create_task(store.asimilarity_search(body.question, k=2))
    pages, order = search.result(), lookup.result()
    context = "\n".join([*(page.page_content for page in pages), order])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
