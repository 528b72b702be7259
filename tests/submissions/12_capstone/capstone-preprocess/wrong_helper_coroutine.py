# wrong: loop-busy
# says: line 4: `split(text)` kept the event loop busy computing
async def chunks_of(text: str) -> list[str]:
    return split(text)


@app.post("/preprocess")
async def preprocess(body: Text):
    return {"chunks": await asyncio.create_task(chunks_of(body.text))}
