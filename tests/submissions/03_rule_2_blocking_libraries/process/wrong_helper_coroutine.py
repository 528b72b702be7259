# wrong: loop-held
# says: line 7: `archive.process(data)` held the event loop while others waited
app = FastAPI()


async def process_async(data):
    return archive.process(data)


@app.post("/process")
async def process(body: Data):
    return {"result": await process_async(body.data)}
