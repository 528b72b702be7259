# wrong: not-awaited
# says: the file of orders was locked, and the model was asked without the order

app = FastAPI()


async def order_of(question):
    try:
        return await asyncio.wait_for(asyncio.to_thread(find_order, question), 0.3)
    except TimeoutError:
        return ""


@app.post("/answer")
async def answer(body: Question):
    pages, order = await asyncio.gather(
        store.asimilarity_search(body.question), order_of(body.question)
    )
    context = "\n".join([*(page.page_content for page in pages), order])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
