# right: abatch over a runnable that takes one of the app's places

from langchain_core.runnables import RunnableLambda

app = FastAPI()
places = asyncio.Semaphore(LIMIT)


async def ask(document):
    async with places:
        return (await llm.ainvoke(f"Summarize: {document}")).text


summarizer = RunnableLambda(ask)


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    return {"summaries": await summarizer.abatch(body.documents)}
