# right: the search in a dependency, in a thread

from typing import Annotated

from fastapi import Depends

app = FastAPI()


async def found(body: Question):
    return await asyncio.to_thread(store.similarity_search, body.question, 2)


@app.post("/rag-pipeline")
async def rag_pipeline(body: Question, pages: Annotated[list, Depends(found)]):
    context = "\n".join(page.page_content for page in pages)
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text, "sources": [page.metadata["source"] for page in pages]}
