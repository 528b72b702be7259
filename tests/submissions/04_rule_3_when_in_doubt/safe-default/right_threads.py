# right: `async def` throughout, with threads where nothing can be awaited
import asyncio

from fastapi.concurrency import run_in_threadpool

app = FastAPI()


@app.get("/alpha")
async def get_alpha():
    return {"value": await run_in_threadpool(alpha)}


@app.get("/beta")
async def get_beta():
    return {"value": beta()}


@app.get("/gamma")
async def get_gamma():
    return {"value": await gamma()}


@app.get("/delta")
async def get_delta():
    return {"value": await asyncio.to_thread(delta)}
