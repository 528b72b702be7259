# right: an executor of this endpoint's own
import asyncio
from concurrent.futures import ThreadPoolExecutor

app = FastAPI()
app.include_router(reports)
threads = ThreadPoolExecutor(max_workers=64)


@app.get("/slow")
async def slow():
    loop = asyncio.get_running_loop()
    return {"result": await loop.run_in_executor(threads, archive.process, "the long report")}
