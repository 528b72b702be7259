# right: a semaphore of the app's, taken for each call

app = FastAPI()
places = asyncio.Semaphore(LIMIT)


async def summarize(document):
    async with places:
        reply = await llm.ainvoke(f"Summarize this: {document}")
    return reply.text


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    return {"summaries": await asyncio.gather(*(summarize(d) for d in body.documents))}
