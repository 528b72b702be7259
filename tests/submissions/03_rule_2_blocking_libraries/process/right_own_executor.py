# right: a thread pool of the app's own, opened in the lifespan
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from fastapi import Request


@asynccontextmanager
async def lifespan(app):
    with ThreadPoolExecutor(max_workers=8) as threads:
        yield {"threads": threads}


app = FastAPI(lifespan=lifespan)


@app.post("/process")
async def process(body: Data, request: Request):
    loop = asyncio.get_running_loop()
    call = loop.run_in_executor(request.state.threads, archive.process, body.data)
    return {"result": await call}
