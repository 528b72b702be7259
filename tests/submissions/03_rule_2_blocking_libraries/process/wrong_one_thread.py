# wrong: one-by-one
# says: only 1 of 3 calls reached the archive while it held its replies
from concurrent.futures import ThreadPoolExecutor

threads = ThreadPoolExecutor(max_workers=1)
app = FastAPI()


@app.post("/process")
async def process(body: Data):
    loop = asyncio.get_running_loop()
    return {"result": await loop.run_in_executor(threads, archive.process, body.data)}
