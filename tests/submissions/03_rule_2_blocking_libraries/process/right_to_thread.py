# right: `asyncio.to_thread` in an `async def`
app = FastAPI()


@app.post("/process")
async def process(body: Data):
    return {"result": await asyncio.to_thread(archive.process, body.data)}
