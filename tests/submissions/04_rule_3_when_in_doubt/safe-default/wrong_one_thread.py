# wrong: one-by-one
# says: only 3 of 4 calls reached the library while it held its replies
import asyncio
from concurrent.futures import ThreadPoolExecutor

threads = ThreadPoolExecutor(max_workers=1)
app = FastAPI()


async def apart(library):
    return await asyncio.get_running_loop().run_in_executor(threads, library)


@app.get("/alpha")
async def get_alpha():
    return {"value": await apart(alpha)}


@app.get("/beta")
async def get_beta():
    return {"value": await apart(beta)}


@app.get("/gamma")
async def get_gamma():
    return {"value": await gamma()}


@app.get("/delta")
async def get_delta():
    return {"value": await apart(delta)}
