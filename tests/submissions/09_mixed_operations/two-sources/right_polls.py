# right: starts the lookup, searches, and looks every so often whether the lookup is done

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    looking = asyncio.create_task(asyncio.to_thread(find_order, body.question))
    pages = await store.asimilarity_search(body.question)
    while not looking.done():
        await asyncio.sleep(0.05)
    context = "\n".join([*(page.page_content for page in pages), looking.result()])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
