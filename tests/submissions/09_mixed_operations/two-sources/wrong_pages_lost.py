# wrong: context-lost
# says: the prompt holds no page of the handbook

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    pages, order = await asyncio.gather(
        store.asimilarity_search(body.question), run_in_threadpool(find_order, body.question)
    )
    reply = await llm.ainvoke(f"Context: {order}\nQuestion: {body.question}")
    return {"answer": reply.text}
