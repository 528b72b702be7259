# right: no budget at all, since each request makes a limiter of its own; the contract asks for none
from anyio import CapacityLimiter, to_thread

app = FastAPI()
app.include_router(reports)


@app.get("/slow")
async def slow():
    mine = CapacityLimiter(1)
    result = await to_thread.run_sync(archive.process, "the long report", limiter=mine)
    return {"result": result}
