# right: a process for what computes
import asyncio
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager

from fastapi import Request


@asynccontextmanager
async def lifespan(app):
    with ProcessPoolExecutor(max_workers=1) as processes:
        yield {"processes": processes}


app = FastAPI(lifespan=lifespan)


@app.get("/alpha")
def get_alpha():
    return {"value": alpha()}


@app.get("/beta")
async def get_beta():
    return {"value": beta()}


@app.get("/gamma")
async def get_gamma():
    return {"value": await gamma()}


@app.get("/delta")
async def get_delta(request: Request):
    loop = asyncio.get_running_loop()
    return {"value": await loop.run_in_executor(request.state.processes, delta)}
