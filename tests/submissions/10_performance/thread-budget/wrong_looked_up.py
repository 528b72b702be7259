# wrong: other-call
# says: your app called `archive.lookup`, where `archive.process` is asked for
from anyio import CapacityLimiter, to_thread

app = FastAPI()
app.include_router(reports)
slow_calls = CapacityLimiter(60)


@app.get("/slow")
async def slow():
    result = await to_thread.run_sync(archive.lookup, "the long report", limiter=slow_calls)
    return {"result": result["text"]}
