# wrong: default-limit-raised
# says: 41 calls of `/reports` ran at once: the limit of 40 was raised
from contextlib import asynccontextmanager

from anyio import CapacityLimiter, to_thread


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.slow_calls = CapacityLimiter(60)
    to_thread.current_default_thread_limiter().total_tokens = 200
    yield


app = FastAPI(lifespan=lifespan)
app.include_router(reports)


@app.get("/slow")
async def slow():
    result = await to_thread.run_sync(
        archive.process, "the long report", limiter=app.state.slow_calls
    )
    return {"result": result}
