# right: the limiter is made in the lifespan and handed over by a dependency
from contextlib import asynccontextmanager
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.slow_calls = CapacityLimiter(100)
    yield


def limiter(request: Request) -> CapacityLimiter:
    return request.app.state.slow_calls


class Result(BaseModel):
    result: str


app = FastAPI(lifespan=lifespan)
app.include_router(reports)


@app.get("/slow")
async def slow(slow_calls: Annotated[CapacityLimiter, Depends(limiter)]) -> Result:
    text = await to_thread.run_sync(archive.process, "the long report", limiter=slow_calls)
    return Result(result=text)
