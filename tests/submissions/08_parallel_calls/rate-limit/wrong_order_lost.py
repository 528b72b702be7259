# wrong: order-lost
# says: `summaries` has the replies in the order they came, not as asked for

app = FastAPI()
places = asyncio.Semaphore(LIMIT)


async def summarize(document):
    async with places:
        return (await llm.ainvoke(document)).text


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    work = [summarize(document) for document in body.documents]
    return {"summaries": [await done for done in asyncio.as_completed(work)]}
