# wrong: one-by-one
# says: the order was looked up only after the search had ended

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    pages = await asyncio.create_task(store.asimilarity_search(body.question))
    order = await asyncio.create_task(asyncio.to_thread(find_order, body.question))
    context = "\n".join([*(page.page_content for page in pages), order])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
