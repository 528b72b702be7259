# right: a larger pool for all that asyncio puts into threads, as long as the app lives
import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager


@asynccontextmanager
async def lifespan(app: FastAPI):
    with ThreadPoolExecutor(max_workers=64) as threads:
        asyncio.get_running_loop().set_default_executor(threads)
        yield


app = FastAPI(lifespan=lifespan)
app.include_router(reports)


@app.get("/slow")
async def slow():
    return {"result": await asyncio.to_thread(archive.process, "the long report")}
