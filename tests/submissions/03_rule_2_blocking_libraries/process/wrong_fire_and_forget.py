# wrong: replies-early
# says: `POST /process` replied before the archive had answered
results = {}
app = FastAPI()


def work(data):
    results[data] = archive.process(data)


@app.post("/process")
async def process(body: Data):
    asyncio.get_running_loop().run_in_executor(None, work, body.data)
    await asyncio.sleep(0.5)
    return {"result": results.get(body.data)}
