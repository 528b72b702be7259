# wrong: pool-per-request
# says: the request is over, and the process that computed for it has ended too
import asyncio
from concurrent.futures import ProcessPoolExecutor

app = FastAPI()


@app.post("/embed")
async def embed_texts(body: Texts):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(2)
    jobs = [loop.run_in_executor(pool, embed, text) for text in body.texts]
    return {"vectors": await asyncio.gather(*jobs)}


@app.get("/health")
async def health():
    return {"status": "ok"}
