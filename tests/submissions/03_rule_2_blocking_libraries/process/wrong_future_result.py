# wrong: loop-held
# says: line 11: `threads.submit(…).result()` held the event loop while others waited
from concurrent.futures import ThreadPoolExecutor

threads = ThreadPoolExecutor()
app = FastAPI()


@app.post("/process")
async def process(body: Data):
    return {"result": threads.submit(archive.process, body.data).result()}
