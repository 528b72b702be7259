# wrong: no-route
# says: the app has no route `GET /reports`
from anyio import CapacityLimiter, to_thread

app = FastAPI()
slow_calls = CapacityLimiter(60)


@app.get("/slow")
async def slow():
    result = await to_thread.run_sync(archive.process, "the long report", limiter=slow_calls)
    return {"result": result}
