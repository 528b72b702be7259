# wrong: thread-budget
# says: 40 of 60 callers reached the archive; the others had to wait
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
app.include_router(reports)


@app.get("/slow")
async def slow():
    return {"result": await run_in_threadpool(archive.process, "the long report")}
