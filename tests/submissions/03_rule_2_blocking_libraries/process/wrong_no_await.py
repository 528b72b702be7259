# wrong: missing-await
# says: line 8 never awaits `asyncio.to_thread(…)`
app = FastAPI()


@app.post("/process")
async def process(body: Data):
    return {"result": asyncio.to_thread(archive.process, body.data)}
