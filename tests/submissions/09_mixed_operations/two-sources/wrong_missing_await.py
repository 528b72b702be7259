# wrong: record-lost
# says: what `find_order` found is not in the prompt

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    pages = await store.asimilarity_search(body.question)
    order = asyncio.to_thread(find_order, body.question)
    context = f"{pages} {order}"
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
