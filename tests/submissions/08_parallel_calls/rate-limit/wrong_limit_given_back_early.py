# wrong: over-limit
# says: more than 3 calls were in flight at once, and 3 is the limit

app = FastAPI()
places = asyncio.Semaphore(LIMIT)


async def summarize(document):
    async with places:
        call = asyncio.create_task(llm.ainvoke(document))
    return (await call).text


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    return {"summaries": await asyncio.gather(*map(summarize, body.documents))}
