# wrong: under-limit
# says: only 2 calls were in flight, with work left for 3

app = FastAPI()
places = asyncio.Semaphore(LIMIT)


async def summarize(document):
    await places.acquire()
    return (await llm.ainvoke(document)).text


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    return {"summaries": await asyncio.gather(*map(summarize, body.documents))}
