# wrong: thread-budget
# says: 1 of 60 callers reached the archive; the others had to wait
import asyncio

from anyio import CapacityLimiter, to_thread

app = FastAPI()
app.include_router(reports)
slow_calls = CapacityLimiter(60)
under_way = None


@app.get("/slow")
async def slow():
    global under_way
    if under_way is None:
        under_way = asyncio.ensure_future(
            to_thread.run_sync(archive.process, "the long report", limiter=slow_calls)
        )
    return {"result": await asyncio.shield(under_way)}
