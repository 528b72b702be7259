# right: FastAPI's `run_in_threadpool`, an annotated body and a response model
from typing import Annotated

from fastapi import Body
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


class Result(BaseModel):
    result: str


@app.post("/process")
async def process(data: Annotated[str, Body(embed=True)]) -> Result:
    return Result(result=await run_in_threadpool(archive.process, data))
