# wrong: crash
# says: line 16: `async with asyncio.timeout(0.5):` raised TimeoutError

app = FastAPI()
places = asyncio.Semaphore(LIMIT)


async def summarize(document):
    async with places:
        reply = await llm.ainvoke(f"Summarize this: {document}")
    return reply.text


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    async with asyncio.timeout(0.5):
        return {"summaries": await asyncio.gather(*map(summarize, body.documents))}
