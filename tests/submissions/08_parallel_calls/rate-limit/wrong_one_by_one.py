# wrong: one-by-one
# says: only 2 of 3 calls reached the model while it held its replies

app = FastAPI()
places = asyncio.Semaphore(LIMIT)


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    summaries = []
    for document in body.documents:
        async with places:
            summaries.append((await llm.ainvoke(document)).text)
    return {"summaries": summaries}
