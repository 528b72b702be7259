# right: an own executor of threads, handed over by a dependency
import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Annotated

from fastapi import Body, Depends

app = FastAPI()


@cache
def executor() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2)


@app.post("/embed")
async def embed_texts(
    texts: Annotated[list[str], Body(embed=True)],
    threads: Annotated[ThreadPoolExecutor, Depends(executor)],
):
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        jobs = [group.create_task(work(loop, threads, text)) for text in texts]
    return {"vectors": [job.result() for job in jobs]}


async def work(loop, threads, text):
    return await loop.run_in_executor(threads, embed, text)


@app.get("/health")
def health():
    return {"status": "ok"}
