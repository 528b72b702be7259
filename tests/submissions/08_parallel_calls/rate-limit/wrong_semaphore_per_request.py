# wrong: over-limit
# says: more than 3 calls were in flight at once, and 3 is the limit

app = FastAPI()


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    places = asyncio.Semaphore(LIMIT)

    async def summarize(document):
        async with places:
            return (await llm.ainvoke(document)).text

    return {"summaries": await asyncio.gather(*map(summarize, body.documents))}
