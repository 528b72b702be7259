# right: an AnyIO task group

import anyio
import anyio.to_thread

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    found = {}

    async def search():
        found["pages"] = await store.as_retriever(search_kwargs={"k": 2}).ainvoke(body.question)

    async def look_up():
        found["order"] = await anyio.to_thread.run_sync(find_order, body.question)

    async with anyio.create_task_group() as group:
        group.start_soon(search)
        group.start_soon(look_up)
    pages, order = found["pages"], found["order"]
    context = "\n".join([*(page.page_content for page in pages), order])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
