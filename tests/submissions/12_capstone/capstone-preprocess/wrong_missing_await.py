# wrong: missing-await
# says: line 5 never awaits `asyncio.to_thread(split, body.text)`
@app.post("/preprocess")
async def preprocess(body: Text):
    return {"chunks": asyncio.to_thread(split, body.text)}
