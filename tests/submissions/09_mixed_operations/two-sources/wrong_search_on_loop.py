# wrong: loop-held
# says: line 10: `store.similarity_search(body.question)` held the event loop while others waited

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    lookup = asyncio.create_task(run_in_threadpool(find_order, body.question))
    pages = store.similarity_search(body.question)
    order = await lookup
    context = "\n".join([*(page.page_content for page in pages), order])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
