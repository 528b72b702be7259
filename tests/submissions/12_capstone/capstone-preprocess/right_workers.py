# right: the pool of processes that the lifespan has made
@app.post("/preprocess")
async def preprocess(body: Text):
    job = app.state.workers.submit(split, body.text)
    return {"chunks": await asyncio.wrap_future(job)}
