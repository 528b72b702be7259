# wrong: data-lost
# says: the archive was asked for something else than "the long report"
from anyio import CapacityLimiter, to_thread

app = FastAPI()
app.include_router(reports)
slow_calls = CapacityLimiter(60)


@app.get("/slow")
async def slow():
    return {"result": await to_thread.run_sync(archive.process, "anything", limiter=slow_calls)}
