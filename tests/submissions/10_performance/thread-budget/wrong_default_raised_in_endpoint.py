# wrong: default-limit-raised
# says: 41 calls of `/reports` ran at once: the limit of 40 was raised
from anyio.to_thread import current_default_thread_limiter
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
app.include_router(reports)


@app.get("/slow")
async def slow():
    current_default_thread_limiter().total_tokens = 100
    return {"result": await run_in_threadpool(archive.process, "the long report")}
