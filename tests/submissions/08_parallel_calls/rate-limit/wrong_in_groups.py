# wrong: under-limit
# says: only 2 calls were in flight, with work left for 3

app = FastAPI()
one_request = asyncio.Lock()


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    summaries = []
    async with one_request:
        for start in range(0, len(body.documents), LIMIT):
            group = body.documents[start : start + LIMIT]
            replies = await asyncio.gather(*(llm.ainvoke(document) for document in group))
            summaries += [reply.text for reply in replies]
    return {"summaries": summaries}
