# wrong: thread-budget
# says: 50 of 60 callers reached the archive; the others had to wait
import asyncio
from concurrent.futures import ThreadPoolExecutor

app = FastAPI()
app.include_router(reports)
threads = ThreadPoolExecutor(max_workers=50)


@app.get("/slow")
async def slow():
    loop = asyncio.get_running_loop()
    return {"result": await loop.run_in_executor(threads, archive.process, "the long report")}
