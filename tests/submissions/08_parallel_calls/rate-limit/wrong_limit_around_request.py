# wrong: under-limit
# says: only 2 calls were in flight, with work left for 3

app = FastAPI()
places = asyncio.Semaphore(1)


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    async with places:
        replies = await llm.abatch(body.documents, config={"max_concurrency": LIMIT})
    return {"summaries": [reply.text for reply in replies]}
