# wrong: over-limit
# says: more than 3 calls were in flight at once, and 3 is the limit

app = FastAPI()


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    replies = await asyncio.gather(*(llm.ainvoke(document) for document in body.documents))
    return {"summaries": [reply.text for reply in replies]}
