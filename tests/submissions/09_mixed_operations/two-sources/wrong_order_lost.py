# wrong: record-lost
# says: what `find_order` found is not in the prompt

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    pages, order = await asyncio.gather(
        store.asimilarity_search(body.question), run_in_threadpool(find_order, body.question)
    )
    context = "\n".join(page.page_content for page in pages)
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
