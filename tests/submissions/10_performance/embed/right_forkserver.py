# right: a pool whose processes come from a fork server, which starts with the first text
import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

pool = ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("forkserver"))
app = FastAPI()


@app.post("/embed")
async def embed_texts(body: Texts):
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(pool, embed, text) for text in body.texts]
    return {"vectors": await asyncio.gather(*jobs)}


@app.get("/health")
async def health():
    return {"status": "ok"}
