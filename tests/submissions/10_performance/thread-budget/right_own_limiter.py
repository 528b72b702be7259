# right: a limiter of this endpoint's own
from anyio import CapacityLimiter, to_thread

app = FastAPI()
app.include_router(reports)
slow_calls = CapacityLimiter(60)


@app.get("/slow")
async def slow():
    result = await to_thread.run_sync(archive.process, "the long report", limiter=slow_calls)
    return {"result": result}
