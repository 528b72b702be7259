# right: a pool of spawned processes, and `map` in a thread
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from fastapi.concurrency import run_in_threadpool

pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
app = FastAPI()


@app.post("/embed")
async def embed_texts(body: Texts):
    return {"vectors": await run_in_threadpool(lambda: list(pool.map(embed, body.texts)))}


@app.get("/health")
async def health():
    return {"status": "ok"}
