# wrong: one-by-one
# says: only 2 of 3 calls reached the model while it held its replies

app = FastAPI()
places = asyncio.Semaphore(LIMIT - 1)


async def summarize(document):
    async with places:
        return (await llm.ainvoke(document)).text


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    return {"summaries": await asyncio.gather(*map(summarize, body.documents))}
