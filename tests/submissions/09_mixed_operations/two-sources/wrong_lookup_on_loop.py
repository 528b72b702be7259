# wrong: loop-held
# says: line 10: `find_order(body.question)` held the event loop while others waited

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    search = asyncio.create_task(store.asimilarity_search(body.question))
    order = find_order(body.question)
    pages = await search
    context = "\n".join([*(page.page_content for page in pages), order])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
