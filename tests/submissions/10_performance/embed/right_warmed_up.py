# right: a spawned process that is waited for while the app starts, when nobody is served yet
import asyncio
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager


@asynccontextmanager
async def lifespan(app: FastAPI):
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        pool.submit(os.getpid).result()
        app.state.pool = pool
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/embed")
async def embed_texts(body: Texts):
    loop = asyncio.get_running_loop()
    return {
        "vectors": [await loop.run_in_executor(app.state.pool, embed, text) for text in body.texts]
    }


@app.get("/health")
async def health():
    return {"status": "ok"}
