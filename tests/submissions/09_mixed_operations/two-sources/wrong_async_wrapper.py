# wrong: loop-held
# says: line 8: `find_order(question)` held the event loop while others waited

app = FastAPI()


async def look_up(question):
    return find_order(question)


@app.post("/answer")
async def answer(body: Question):
    pages, order = await asyncio.gather(
        store.asimilarity_search(body.question), look_up(body.question)
    )
    context = "\n".join([*(page.page_content for page in pages), order])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
