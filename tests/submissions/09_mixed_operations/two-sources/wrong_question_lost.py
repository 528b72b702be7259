# wrong: prompt-lost
# says: the model was asked, but not what the user wrote

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    pages, order = await asyncio.gather(
        store.asimilarity_search(body.question), run_in_threadpool(find_order, body.question)
    )
    context = "\n".join([*(page.page_content for page in pages), order])
    return {"answer": (await llm.ainvoke(f"Context: {context}")).text}
