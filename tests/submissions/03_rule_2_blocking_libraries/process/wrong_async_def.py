# wrong: loop-held
# says: line 8: `archive.process(body.data)` held the event loop while others waited
app = FastAPI()


@app.post("/process")
async def process(body: Data):
    return {"result": archive.process(body.data)}
